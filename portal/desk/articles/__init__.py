"""The desk's pages on which articles are written, published and arranged."""
