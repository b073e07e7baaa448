"""Backups written, damaged, restored and refused, on a real server."""
