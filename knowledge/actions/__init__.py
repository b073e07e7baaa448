"""The verbs of the knowledge base: one file, one change."""
