"""Asking customers how the help was: who is asked, when, by which mail; and what their ratings add up to."""
