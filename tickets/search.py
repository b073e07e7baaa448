"""Search over everything said on tickets: an index kept after the fact, and the question put to it."""

import unicodedata
import uuid
from typing import Any

from django.db import connection
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from helpdesk.accounts.models import Workspace
from helpdesk.events.models import Event
from helpdesk.lib.text import SURROGATE
from tickets.models import Ticket
from tickets.models.ticket import TicketQuerySet

# tsvector takes up to 1 MB; a ticket longer than this is found by its beginning.
MAX_INDEXED = 200_000

INDEX = """
    INSERT INTO tickets_searchentry (ticket_id, workspace_id, document)
    VALUES (%(ticket)s, %(workspace)s,
            array_to_tsvector(%(markers)s::text[]) || to_tsvector('simple', %(text)s))
    ON CONFLICT (ticket_id) DO UPDATE SET document = excluded.document
"""
# An array, made first: given a plain subquery the planner, misled about how many match, walks all tickets instead of
# asking the word index. Ids sort by time, so these are the newest.
MATCHES = """
    tickets_ticket.id = ANY (ARRAY(
        WITH found AS MATERIALIZED (
            SELECT ticket_id FROM tickets_searchentry
            WHERE document @@ (%s::tsquery && websearch_to_tsquery('simple', %s))
        )
        SELECT ticket_id FROM found ORDER BY ticket_id DESC LIMIT %s))
"""
MOST_HITS = 1000


def index_changed_ticket(event: Event) -> None:
    """Handler: whatever happened to a ticket's texts, index it again as it is now."""
    index_ticket(event.subject_id, event.workspace_id)


def index_ticket(ticket_id: uuid.UUID, workspace_id: uuid.UUID) -> None:
    """Put the words of one ticket into the index, in place of what was there."""
    workspace = Workspace.objects.get(pk=workspace_id)
    # Locked, because of two that index it at once the one that read less must not write last.
    locked = workspace.tickets.select_for_update(of=("self",), no_key=True).select_related("requester")
    ticket: Ticket = locked.get(pk=ticket_id)
    texts = [ticket.subject, ticket.body, ticket.requester.name, ticket.requester.email, *ticket.tags]
    texts += ticket.comments.oldest_first().values_list("body", flat=True)
    parameters: dict[str, Any] = {
        "ticket": ticket_id,
        "workspace": workspace_id,
        "markers": [workspace_marker(workspace), f"month{ticket.created_at:%Y%m}"],
        "text": fold("\n".join(texts))[:MAX_INDEXED],
    }
    with connection.cursor() as cursor:
        cursor.execute(INDEX, parameters)


def matching(tickets: TicketQuerySet, workspace: Workspace, words: str) -> TicketQuerySet:
    """The newest thousand of the workspace's tickets that hold the words, as far as they are among these tickets.

    Several words must all occur, "phrases" in order, -word must not.
    """
    parameters = [workspace_marker(workspace), fold(words), MOST_HITS]
    return tickets.filter(RawSQL(MATCHES, parameters, output_field=BooleanField()))  # noqa: S611 - constant SQL


def workspace_marker(workspace: Workspace) -> str:
    """The lexeme that stands for a workspace in the index."""
    return f"workspace{workspace.pk.hex}"


def fold(text: str) -> str:
    """Letters without accents and in lower case, so that ``Müller`` is found by ``muller``."""
    decomposed = unicodedata.normalize("NFKD", SURROGATE.sub("", text.replace("\x00", "")))
    return "".join(character for character in decomposed if not unicodedata.combining(character)).lower()
