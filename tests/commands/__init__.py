"""manage.py as an operator runs it."""
