"""The words of an article, in side tables filled after the fact."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from helpdesk.accounts.models import Workspace
from helpdesk.accounts.tenancy import WorkspaceManager
from helpdesk.lib.ids import new_id
from knowledge.models.article import Article


class ArticleEntry(models.Model):
    """What is searched in one language: title (weight A), headings (B), text (C), and a marker for the workspace."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="article_entries")
    article = models.ForeignKey(Article, models.CASCADE, related_name="entries")
    language = models.CharField(max_length=12)
    document = SearchVectorField()

    objects = WorkspaceManager["ArticleEntry"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "language"], name="one_entry_per_article_language")]
        indexes = [GinIndex(fields=["document"], name="article_document", fastupdate=False)]

    def __str__(self) -> str:
        return f"words of {self.article_id} in {self.language}"


class Word(models.Model):
    """A word that occurs in a workspace's articles: what a misspelt one is compared with.

    ``grams`` are its runs of three letters, by which candidates are found without looking at every word.
    """

    id = models.BigAutoField(primary_key=True)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="words")
    language = models.CharField(max_length=12)
    word = models.CharField(max_length=60)
    articles = models.PositiveIntegerField()
    grams = ArrayField(models.CharField(max_length=3))

    objects = WorkspaceManager["Word"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "language", "word"], name="one_row_per_word")]
        indexes = [GinIndex(fields=["grams"], name="word_grams", fastupdate=False)]

    def __str__(self) -> str:
        return self.word
