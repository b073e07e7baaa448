"""Which file somebody may fetch: for each kind of thing that has files, the rule of who sees that thing."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Workspace
from helpdesk.accounts.scopes import TICKETS_READ
from helpdesk.files.content_types import PICTURES
from helpdesk.files.models import StoredFile
from helpdesk.lib.errors import NotFound


@dataclass(frozen=True)
class Shown:
    """A file that the reader may have; ``is_picture`` where a page shows it itself."""

    file: StoredFile
    is_picture: bool


# Workspace, reader (None is a stranger), id of what points to the file. Raises NotFound.
Find = Callable[[Workspace, Actor | None, uuid.UUID], Shown]


def file_of_article(workspace: Workspace, reader: Actor | None, file_id: uuid.UUID) -> Shown:
    """Whoever may read the article may fetch its files. Raises NotFound."""
    readable = workspace.articles.visible_to(reader, now=timezone.now())
    files = workspace.article_files.select_related("file")
    found = files.filter(pk=file_id, article__in=readable.values("pk")).first()
    if found is None:
        raise NotFound("page")
    return Shown(found.file, found.is_picture)


def file_of_ticket(workspace: Workspace, reader: Actor | None, file_id: uuid.UUID) -> Shown:
    """Whoever may read the message may fetch its files; strangers come by the ticket's own pages. Raises NotFound."""
    if reader is None or (reader.is_staff and not reader.may(TICKETS_READ)):
        raise NotFound("page")
    readable = Q(comment=None) | Q(comment__in=workspace.comments.visible_to(reader).values("pk"))
    files = workspace.ticket_files.filter(readable, ticket__in=workspace.tickets.visible_to(reader).values("pk"))
    found = files.select_related("file").filter(pk=file_id).first()
    if found is None:
        raise NotFound("page")
    return Shown(found.file, found.file.content_type in PICTURES)


KINDS: Mapping[str, Find] = {"article": file_of_article, "ticket": file_of_ticket}
