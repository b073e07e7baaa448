"""Begin an article."""

import uuid
from collections.abc import Iterable

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Membership
from helpdesk.events.unit import current_unit
from helpdesk.lib.ids import new_id
from knowledge.actions.kit import keep_version, lock_category, record_on, require_staff
from knowledge.addresses import claim_slug, save_under_slug, taken_once
from knowledge.fields import (
    MAX_SOURCE,
    MAX_TITLE,
    clean_author,
    clean_body,
    clean_labels,
    clean_language,
    clean_line,
    clean_one_of,
    clean_slug,
)
from knowledge.models import Article, ArticleText, Category
from knowledge.slugs import LONGEST_BASE
from knowledge.tree import last_position


def create_article(
    *,
    actor: Actor,
    category: Category,
    language: str,
    title: str,
    body: str = "",
    slug: str = "",
    labels: Iterable[str] = (),
    visibility: str = Article.Visibility.PUBLIC,
    author: Membership | None = None,
    source: str = "",
    article_id: uuid.UUID | None = None,
) -> Article:
    """A draft, the last in its category; without a slug its title makes one, without an author it is the actor's.

    ``source`` is where an import found it, ``article_id`` an id drawn beforehand, for links to it. Raises Invalid
    naming the field, Conflict for a slug or source that is taken, Forbidden for a customer.
    """
    require_staff(actor)
    workspace, now = actor.workspace, current_unit().now
    text = ArticleText(
        workspace=workspace,
        language=clean_language(workspace, language),
        title=clean_line(title, "title", longest=MAX_TITLE),
        body=clean_body(body),
        updated_at=now,
    )
    given = clean_slug(slug)
    article = Article(
        id=article_id or new_id(),
        workspace=workspace,
        labels=clean_labels(labels),
        visibility=clean_one_of(visibility, Article.Visibility.values, "visibility"),
        source=clean_line(source, "source", longest=MAX_SOURCE, required=False),
        created_at=now,
        updated_at=now,
    )
    article.author = clean_author(workspace, author)
    if author is None:
        article.author_id = actor.member_id
    article.category = lock_category(category, actor=actor, field="category")
    article.position = last_position(article.category.articles.all())
    with taken_once():
        article.save(force_insert=True)
    current_unit().locked[Article, article.pk] = article
    text.article = article
    save_under_slug(text, given=given, name=text.title, longest=LONGEST_BASE)
    claim_slug(text)
    keep_version(text, actor=actor)
    record_on(article, "article.created", actor=actor, data={"language": text.language})
    return article
