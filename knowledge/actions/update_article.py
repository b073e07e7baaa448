"""Change what an article says in one language, or say it in another."""

from helpdesk.accounts.actors import Actor
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Invalid
from knowledge.actions.kit import keep_version, lock_article, save_change
from knowledge.addresses import claim_slug, leave_slug, save_under_slug
from knowledge.fields import MAX_TITLE, clean_body, clean_language, clean_line, clean_slug
from knowledge.models import Article, ArticleText
from knowledge.slugs import LONGEST_BASE
from knowledge.state import is_open_to_readers


def update_article(
    article: Article,
    *,
    actor: Actor,
    language: str,
    title: str | None = None,
    body: str | None = None,
    slug: str | None = None,
    expected_version: int | None = None,
) -> Article:
    """The article with this text; None leaves a part as it is, an empty slug is made of the title anew.

    The first text in a language is a translation, and needs a title. What it said is kept as a version, the slug that
    it had leads to it further on. Raises Invalid naming the field, Conflict for a slug that is taken, Stale, NotFound.
    """
    locked = lock_article(article, actor=actor, expected_version=expected_version)
    clean_language(actor.workspace, language)
    known = locked.texts.filter(language=language).first()
    if known is None and title is None:
        raise Invalid("title is required", code="required", field="title", hint="Say in a few words what it is about")
    text = known or ArticleText(language=language, body="")
    text.article, text.workspace = locked, actor.workspace
    before = {"title": text.title, "body": text.body, "slug": text.slug}
    if title is not None:
        text.title = clean_line(title, "title", longest=MAX_TITLE)
    if body is not None:
        text.body = clean_body(body)
    if is_open_to_readers(locked) and not text.body.strip():
        raise Invalid("body is required", code="required", field="body", hint="Readers would find an empty page")
    given = text.slug if slug is None else clean_slug(slug)
    if known is not None and {"title": text.title, "body": text.body, "slug": given} == before:
        return locked
    text.updated_at = current_unit().now
    save_under_slug(text, given=given, name=text.title, longest=LONGEST_BASE)
    after = {"title": text.title, "body": text.body, "slug": text.slug}
    changed = [field for field in after if after[field] != before[field]]
    if "slug" in changed:
        claim_slug(text)
        if before["slug"]:
            leave_slug(text, before["slug"])
    if changed != ["slug"]:
        keep_version(text, actor=actor)
    data = {"language": language, "fields": changed}
    save_change(locked, "article.text_changed", actor=actor, fields=[], data=data)
    return locked
