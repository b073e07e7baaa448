"""The verbs of files: one file, one change."""
