"""Let an article say again what it said before."""

from helpdesk.accounts.actors import Actor
from helpdesk.lib.errors import NotFound
from knowledge.actions.kit import lock_article
from knowledge.actions.update_article import update_article
from knowledge.models import Article, ArticleVersion


def restore_version(
    article: Article, *, actor: Actor, version: ArticleVersion, expected_version: int | None = None
) -> Article:
    """The article with title and text of a version, kept as its newest; nothing is lost, the slug stays.

    A translation that was removed comes back. Raises NotFound for a version of another article, Stale.
    """
    locked = lock_article(article, actor=actor, expected_version=expected_version)
    kept = locked.versions.filter(pk=version.pk).first()
    if kept is None:
        raise NotFound("version")
    return update_article(locked, actor=actor, language=kept.language, title=kept.title, body=kept.body)
