"""The customers' portal, page by page."""
