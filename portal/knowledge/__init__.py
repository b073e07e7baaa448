"""The knowledge base as readers see it, at /portal/<workspace>/kb/: home, category, article, search, feed, sitemap."""
