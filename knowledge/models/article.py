"""Articles, and what they say in each language."""

import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Membership, Workspace
from helpdesk.accounts.tenancy import WorkspaceManager
from helpdesk.lib.ids import new_id
from knowledge.models.category import Category


class ArticleQuerySet(models.QuerySet["Article"]):
    """Questions about articles."""

    def visible_to(self, actor: Actor | None, *, now: datetime.datetime) -> "ArticleQuerySet":
        """What somebody may read: the one rule for pages, search, feeds and APIs. None is a stranger.

        Everybody reads what is published for all; whoever works here also what is for members. A scheduled article is
        published from its moment on, whether or not the schedule has come by.
        """
        published = self.filter(
            models.Q(state=Article.State.PUBLISHED) | models.Q(state=Article.State.SCHEDULED, publish_at__lte=now)
        )
        if actor is not None and actor.is_staff:
            return published
        return published.filter(visibility=Article.Visibility.PUBLIC)


ArticleManager = WorkspaceManager.from_queryset(ArticleQuerySet)


class Article(models.Model):
    """One subject, written in one or more languages (``texts``). ``version`` grows with every change."""

    class State(models.TextChoices):
        """Where it stands."""

        DRAFT = "draft"
        SCHEDULED = "scheduled"
        PUBLISHED = "published"
        ARCHIVED = "archived"

    class Visibility(models.TextChoices):
        """Who reads it once it is published: everybody, or only members of the workspace."""

        PUBLIC = "public"
        MEMBERS = "members"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="articles")
    category = models.ForeignKey(Category, models.PROTECT, related_name="articles")
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    visibility = models.CharField(max_length=8, choices=Visibility, default=Visibility.PUBLIC)
    author = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="articles")
    labels = ArrayField(models.CharField(max_length=64), default=list, blank=True)
    position = models.PositiveIntegerField(default=0)
    # Where an import found it: the same file makes the same article, however often it is imported.
    source = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    publish_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = ArticleManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "source"], condition=~models.Q(source=""), name="one_article_per_source"
            )
        ]
        indexes = [
            models.Index(fields=["workspace", "category", "position", "id"], name="article_by_category"),
            models.Index("workspace", models.F("updated_at").desc(), models.F("id").desc(), name="article_newest"),
            models.Index(fields=["publish_at"], condition=models.Q(state="scheduled"), name="article_scheduled"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class ArticleText(models.Model):
    """An article in one language: Markdown, and the slug it is found under now."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="article_texts")
    article = models.ForeignKey(Article, models.CASCADE, related_name="texts")
    language = models.CharField(max_length=12)
    title = models.CharField(max_length=200)
    slug = models.SlugField(max_length=220, allow_unicode=True)
    body = models.TextField()
    updated_at = models.DateTimeField()

    objects = WorkspaceManager["ArticleText"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "language"], name="one_text_per_article_language"),
            models.UniqueConstraint(fields=["workspace", "language", "slug"], name="one_article_per_slug"),
        ]

    def __str__(self) -> str:
        return self.title


class ArticleVersion(models.Model):
    """What an article said in one language after each change: for compare and restore."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="article_versions")
    article = models.ForeignKey(Article, models.CASCADE, related_name="versions")
    language = models.CharField(max_length=12)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    body = models.TextField()
    author = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()

    objects = WorkspaceManager["ArticleVersion"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "language", "number"], name="one_version_per_number")]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"


class FormerSlug(models.Model):
    """A slug an article once had: old links lead to where it is now."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="former_slugs")
    article = models.ForeignKey(Article, models.CASCADE, related_name="former_slugs")
    language = models.CharField(max_length=12)
    slug = models.SlugField(max_length=220, allow_unicode=True)

    objects = WorkspaceManager["FormerSlug"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "language", "slug"], name="one_owner_per_former_slug")
        ]

    def __str__(self) -> str:
        return self.slug
