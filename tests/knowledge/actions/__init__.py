"""The verbs of the knowledge base."""
