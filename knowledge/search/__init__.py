"""Articles found by words: read, corrected, asked of the index, ranked, shown with what matched."""

from knowledge.search.find import Found, Hit, search_articles
from knowledge.search.index import index_article, reindex_articles

__all__ = ["Found", "Hit", "index_article", "reindex_articles", "search_articles"]
