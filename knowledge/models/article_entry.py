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
    """What is searched in one language: title (weight A), headings (B), text (C), and markers for who may find it.

    ``plain`` is the text without its marks, of which a reader is shown the piece that fits.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="article_entries")
    article = models.ForeignKey(Article, models.CASCADE, related_name="entries")
    language = models.CharField(max_length=12)
    plain = models.TextField(default="")
    document = SearchVectorField()

    objects = WorkspaceManager["ArticleEntry"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "language"], name="one_entry_per_article_language")]
        indexes = [GinIndex(fields=["document"], name="article_document", fastupdate=False)]

    def __str__(self) -> str:
        return f"words of {self.article_id} in {self.language}"


class Word(models.Model):
    """A word that occurs in a workspace's articles, or a stem (marked by a capital S): in how many texts it stands.

    Counted over all texts and over the public ones. ``grams`` are its runs of three letters, by which what a misspelt
    word may mean is found without looking at every word; only words that come into question have them.
    """

    id = models.BigAutoField(primary_key=True)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="words")
    language = models.CharField(max_length=12)
    word = models.CharField(max_length=60)
    articles = models.PositiveIntegerField()
    public_articles = models.PositiveIntegerField(default=0)
    grams = ArrayField(models.CharField(max_length=11), null=True)

    objects = WorkspaceManager["Word"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "language", "word"], name="one_row_per_word")]
        indexes = [
            GinIndex(fields=["grams"], name="word_grams", fastupdate=False),
            # By what a word begins with, whatever the language; equality uses it too.
            models.Index(
                fields=["workspace", "word"], name="word_by_beginning", opclasses=["uuid_ops", "varchar_pattern_ops"]
            ),
        ]

    def __str__(self) -> str:
        return self.word
