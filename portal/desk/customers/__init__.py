"""The desk's pages about customers and organisations, and about copies of data."""
