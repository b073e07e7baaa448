"""The command line: `manage.py <name>`."""
