"""Take an article out of one language."""

from helpdesk.accounts.actors import Actor
from helpdesk.lib.errors import Conflict, NotFound
from knowledge.actions.kit import lock_article, note_article, save_change
from knowledge.addresses import leave_slug
from knowledge.models import Article


def remove_translation(article: Article, *, actor: Actor, language: str) -> Article:
    """The article without this language; its versions stay, so that it can be brought back.

    Links to it lead to the article in another language. Raises Conflict for the last one, NotFound.
    """
    locked = lock_article(article, actor=actor)
    text = locked.texts.filter(language=language).first()
    if text is None:
        raise NotFound("translation")
    if not locked.texts.exclude(pk=text.pk).exists():
        raise Conflict("An article keeps one language", code="last", hint="Archive or delete the article instead")
    text.workspace = actor.workspace
    removed = {"language": language, "title": text.title}
    note_article("article.translation_removed", locked, actor=actor, before=removed, after={})
    leave_slug(text, text.slug)
    text.delete()
    save_change(locked, "article.translation_removed", actor=actor, fields=[], data={"language": language})
    return locked
