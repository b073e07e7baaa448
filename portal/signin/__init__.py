"""Signing in and out with a password, and the choice of a workspace afterwards."""
