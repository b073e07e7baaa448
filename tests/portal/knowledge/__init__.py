"""The knowledge base as readers see it."""
