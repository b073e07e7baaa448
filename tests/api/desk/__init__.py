"""The desk contract."""
