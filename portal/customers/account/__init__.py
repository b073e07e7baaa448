"""Signing in to the portal by a mailed link, and what is behind it: all of one's requests, and one's data."""
