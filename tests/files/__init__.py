"""Uploaded files: names, types, pictures, the stores, the three steps and the pages that serve them."""
