"""What readers did: searches, clicks, votes."""

from django.db import models

from helpdesk.accounts.models import Workspace
from helpdesk.accounts.tenancy import WorkspaceManager
from helpdesk.lib.ids import new_id
from knowledge.models.article import Article


class ArticleSearch(models.Model):
    """One search: what was asked, how many articles were found. Swept after half a year.

    ``solved`` says that the reader found the answer while writing a request, and sent none.
    """

    class Door(models.TextChoices):
        """Where it was asked."""

        PORTAL = "portal"
        FORM = "form"
        API = "api"
        DESK = "desk"
        WIDGET = "widget"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="article_searches")
    words = models.CharField(max_length=200)
    language = models.CharField(max_length=12)
    door = models.CharField(max_length=8, choices=Door)
    found = models.PositiveSmallIntegerField()
    clicked = models.ForeignKey(Article, models.SET_NULL, null=True, blank=True, related_name="+")
    solved = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    objects = WorkspaceManager["ArticleSearch"]()

    class Meta:
        indexes = [models.Index(fields=["workspace", "created_at"], name="article_search_by_time")]

    def __str__(self) -> str:
        return self.words


class ArticleVote(models.Model):
    """Whether an article helped one reader. ``reader`` is a hash that tells readers apart for a day and no longer."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="article_votes")
    article = models.ForeignKey(Article, models.CASCADE, related_name="votes")
    language = models.CharField(max_length=12)
    is_helpful = models.BooleanField()
    reader = models.BinaryField(max_length=32)
    created_at = models.DateTimeField()

    objects = WorkspaceManager["ArticleVote"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "reader"], name="one_vote_per_reader")]
        indexes = [models.Index(fields=["article", "created_at"], name="article_vote_by_time")]

    def __str__(self) -> str:
        return "helpful" if self.is_helpful else "not helpful"
