"""API keys: the audiences they are made for, and what one may hold."""
