"""The agents' desk, page by page."""
