"""Take away an article that no reader ever saw."""

from helpdesk.accounts.actors import Actor
from helpdesk.events.unit import current_unit
from helpdesk.files.actions.discard_upload import discard_upload
from knowledge.actions.kit import lock_article, note_article, record_on
from knowledge.models import Article
from knowledge.state import require_deletable, settle


def delete_article(article: Article, *, actor: Actor) -> None:
    """The article goes with its texts, versions and files. Raises Conflict once it was published, NotFound."""
    locked = lock_article(article, actor=actor)
    settle(locked, current_unit().now)
    require_deletable(locked)
    titles = dict(locked.texts.values_list("language", "title"))
    note_article("article.deleted", locked, actor=actor, before={"titles": titles}, after={})
    record_on(locked, "article.deleted", actor=actor)
    stored = [one.file for one in locked.files.select_related("file")]
    key = (Article, locked.pk)
    locked.delete()
    for file in stored:
        discard_upload(file, actor=actor)
    current_unit().locked.pop(key, None)
