"""What the verbs share: lock an article, hold the writer against its version, save a change with its event."""

from collections.abc import Mapping
from typing import Any

from django.db import models

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import audit
from helpdesk.events.models import Event
from helpdesk.events.unit import current_unit, record
from helpdesk.lib.errors import Forbidden, Invalid, NotFound, Stale
from knowledge.models import Article, ArticleText, ArticleVersion, Category


def require_staff(actor: Actor) -> None:
    """Raises Forbidden for a customer, and RuntimeError outside a unit of work."""
    current_unit()
    if not actor.is_staff:
        raise Forbidden("Only the support team can do this")


def lock_article(article: Article, *, actor: Actor, expected_version: int | None = None) -> Article:
    """The article as it is now, locked until the unit of work ends; the same object for every verb of the unit.

    Raises NotFound for another workspace's, and Stale when it is not at ``expected_version`` any more.
    """
    require_staff(actor)
    unit = current_unit()
    key = (Article, article.pk)
    locked = unit.locked.get(key)
    if not isinstance(locked, Article):
        locked = actor.workspace.articles.select_for_update().filter(pk=article.pk).first()
        if locked is None:
            raise NotFound("article")
        locked.workspace = actor.workspace
        if expected_version is not None and locked.version != expected_version:
            raise Stale(
                "The article has changed since you read it",
                current_version=locked.version,
                changed=changes_since(locked, expected_version),
            )
        unit.locked[key] = locked
    return locked


def changes_since(article: Article, version: int) -> list[dict[str, Any]]:
    """What happened after a version, oldest first: event type, version and moment."""
    events = Event.objects.filter(subject_id=article.pk, data__version__gt=version).order_by("id")
    return [
        {"type": event.type, "version": event.data["version"], "at": event.created_at.isoformat()}
        for event in events[:50]
    ]


def save_change(
    article: Article, event_type: str, *, actor: Actor, fields: list[str], data: Mapping[str, Any] | None = None
) -> None:
    """Save the named columns of a locked article under the next version and record what happened."""
    article.version += 1
    article.updated_at = current_unit().now
    article.save(update_fields=[*fields, "version", "updated_at"])
    record_on(article, event_type, actor=actor, data=data)


def record_on(article: Article, event_type: str, *, actor: Actor, data: Mapping[str, Any] | None = None) -> None:
    """Record an event about an article, with the version it led to. Readers are shown articles, not their history."""
    record(
        event_type,
        workspace_id=article.workspace_id,
        subject_kind="article",
        subject_id=article.pk,
        actor=actor,
        internal=True,
        data={**(data or {}), "version": article.version},
    )


def keep_version(text: ArticleText, *, actor: Actor) -> ArticleVersion:
    """Keep what an article says now in one language, under the next number."""
    versions = text.article.versions.filter(language=text.language)
    last = versions.aggregate(last=models.Max("number"))["last"] or 0
    version = ArticleVersion(
        workspace_id=text.workspace_id,
        article=text.article,
        language=text.language,
        number=last + 1,
        title=text.title,
        body=text.body,
        author_id=actor.member_id,
        created_at=current_unit().now,
    )
    version.save(force_insert=True)
    return version


def note_article(
    event_type: str, article: Article, *, actor: Actor, before: Mapping[str, Any], after: Mapping[str, Any]
) -> None:
    """The entry in the audit log about an article: for what goes for ever, and for who may read it."""
    text = article.texts.order_by("language").first()
    audit(
        event_type,
        actor=actor,
        subject_kind="article",
        subject_id=article.pk,
        subject_name=text.title if text else "",
        before=before,
        after=after,
    )


def lock_category(category: Category, *, actor: Actor, field: str = "") -> Category:
    """The category as it is now, locked until the unit of work ends: nobody takes it away while something goes in.

    Raises NotFound for another workspace's, or Invalid where a door named it in ``field``.
    """
    require_staff(actor)
    found: Category | None = actor.workspace.categories.select_for_update().filter(pk=category.pk).first()
    if found is None:
        if field:
            raise Invalid(f"Invalid {field}", code="choice", field=field, hint="Choose a category of this workspace")
        raise NotFound("category")
    found.workspace = actor.workspace
    return found


def note_category(event_type: str, category: Category, *, actor: Actor, data: Mapping[str, Any]) -> None:
    """Record an event about a category."""
    record(
        event_type,
        workspace_id=category.workspace_id,
        subject_kind="category",
        subject_id=category.pk,
        actor=actor,
        internal=True,
        data=dict(data),
    )
