"""Search over articles: what is found, what is not, and how it is kept."""
