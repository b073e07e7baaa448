"""Add a picture or an attachment to an article."""

import uuid

from helpdesk.accounts.actors import Actor
from helpdesk.events.unit import current_unit
from helpdesk.files.models import StoredFile
from helpdesk.lib.errors import Conflict, Invalid
from helpdesk.lib.ids import new_id
from knowledge.actions.kit import lock_article, save_change
from knowledge.files import MAX_FILES, is_picture
from knowledge.models import Article, ArticleFile


def attach_file(
    article: Article, *, actor: Actor, file: StoredFile, attached_id: uuid.UUID | None = None
) -> ArticleFile:
    """The file as one of the article's, under an id drawn beforehand where one is given; repeating it changes nothing.

    Raises Invalid for a file of another workspace or an unfinished one, Conflict when another article has it or this
    one has too many, NotFound.
    """
    locked = lock_article(article, actor=actor)
    found = actor.workspace.files.select_for_update().filter(pk=file.pk).first()
    if found is None or found.state != StoredFile.State.FINISHED:
        raise Invalid("Invalid file", code="choice", field="file", hint="Upload the file first")
    known = actor.workspace.article_files.filter(file=found).first()
    if known is not None and known.article_id == locked.pk:
        return known
    if known is not None:
        raise Conflict("Another article has this file", code="in_use", field="file", hint="Upload it again")
    if locked.files.count() >= MAX_FILES:
        raise Conflict(f"An article takes up to {MAX_FILES} files", code="too_many", field="file", hint="Remove some")
    attached = ArticleFile(
        id=attached_id or new_id(),
        workspace=actor.workspace,
        article=locked,
        file=found,
        is_picture=is_picture(found),
        created_at=current_unit().now,
    )
    attached.save(force_insert=True)
    save_change(locked, "article.file_attached", actor=actor, fields=[], data={"file": str(attached.pk)})
    return attached
