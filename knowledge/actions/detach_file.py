"""Take a picture or an attachment from an article."""

from helpdesk.accounts.actors import Actor
from helpdesk.files.actions.discard_upload import discard_upload
from helpdesk.lib.errors import Conflict, NotFound
from knowledge.actions.kit import lock_article, save_change
from knowledge.files import named_in
from knowledge.models import Article, ArticleFile


def detach_file(article: Article, *, actor: Actor, article_file: ArticleFile) -> Article:
    """The article without the file, which goes for ever. Raises Conflict while a text shows it, NotFound."""
    locked = lock_article(article, actor=actor)
    found = locked.files.select_related("file").filter(pk=article_file.pk).first()
    if found is None:
        raise NotFound("file")
    if any(found.pk in named_in(text.body) for text in locked.texts.all()):
        hint = "Take it out of the text first"
        raise Conflict("The article shows this file", code="in_use", field="file", hint=hint)
    stored, number = found.file, str(found.pk)
    found.delete()
    discard_upload(stored, actor=actor)
    save_change(locked, "article.file_detached", actor=actor, fields=[], data={"file": number})
    return locked
