"""The rows of the knowledge base: one file each."""

from knowledge.models.article import Article, ArticleText, ArticleVersion, FormerSlug
from knowledge.models.article_entry import ArticleEntry, Word
from knowledge.models.article_file import ArticleFile
from knowledge.models.category import Category, CategoryText
from knowledge.models.telemetry import ArticleSearch, ArticleVote

__all__ = [
    "Article",
    "ArticleEntry",
    "ArticleFile",
    "ArticleSearch",
    "ArticleText",
    "ArticleVersion",
    "ArticleVote",
    "Category",
    "CategoryText",
    "FormerSlug",
    "Word",
]
