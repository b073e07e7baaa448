"""The index of everything said on tickets, kept after the fact; ``tickets.query`` puts questions to it."""

import datetime
import uuid
from typing import Any

from django.db import connection

from helpdesk.accounts.models import Workspace
from helpdesk.events.models import Event
from helpdesk.lib.text import fold
from tickets.models import Ticket

# tsvector takes up to 1 MB; a ticket longer than this is found by its beginning.
MAX_INDEXED = 200_000

INDEX = """
    INSERT INTO tickets_searchentry (ticket_id, workspace_id, created_at, document)
    VALUES (%(ticket)s, %(workspace)s, %(created_at)s,
            array_to_tsvector(%(markers)s::text[]) || to_tsvector('simple', %(text)s))
    ON CONFLICT (ticket_id) DO UPDATE SET document = excluded.document
"""


def index_changed_ticket(event: Event) -> None:
    """Handler: whatever happened to a ticket's texts, index it again as it is now."""
    index_ticket(event.subject_id, event.workspace_id)


def index_ticket(ticket_id: uuid.UUID, workspace_id: uuid.UUID) -> None:
    """Put the words of one ticket into the index, in place of what was there."""
    workspace = Workspace.objects.get(pk=workspace_id)
    # Locked, because of two that index it at once the one that read less must not write last.
    locked = workspace.tickets.select_for_update(of=("self",), no_key=True).select_related("requester")
    ticket: Ticket = locked.get(pk=ticket_id)
    parameters: dict[str, Any] = {
        "ticket": ticket_id,
        "workspace": workspace_id,
        "created_at": ticket.created_at,
        "markers": markers_of(workspace.pk, queue=ticket.queue_id, opened_at=ticket.created_at),
        "text": fold("\n".join(texts_of(ticket)))[:MAX_INDEXED],
    }
    with connection.cursor() as cursor:
        cursor.execute(INDEX, parameters)


def texts_of(ticket: Ticket) -> list[str]:
    """Everything about a ticket that people look for, what is short and sought most first."""
    email = ticket.requester.email
    texts = [ticket.reference, ticket.subject, ticket.requester.name, email, email.replace("@", " "), *ticket.tags]
    texts += words_in(ticket.custom)
    return [*texts, ticket.body, *ticket.comments.oldest_first().values_list("body", flat=True)]


def words_in(value: Any) -> list[str]:
    """The texts and numbers among the values of custom fields, and of whatever an integration keeps there."""
    if isinstance(value, dict):
        return [word for one in value.values() for word in words_in(one)]
    if isinstance(value, list):
        return [word for one in value for word in words_in(one)]
    return [str(value)] if isinstance(value, str | int | float) and not isinstance(value, bool) else []


def markers_of(workspace_id: uuid.UUID, *, queue: int, opened_at: datetime.datetime) -> list[str]:
    """The lexemes that say where a ticket belongs."""
    return [workspace_marker(workspace_id), queue_marker(queue), month_marker(workspace_id, opened_at)]


def workspace_marker(workspace_id: uuid.UUID) -> str:
    """The lexeme that stands for a workspace in the index; capitals, because no text becomes a lexeme with any."""
    return f"W{workspace_id.hex}"


def queue_marker(queue_id: int) -> str:
    """The lexeme that stands for a queue."""
    return f"Q{queue_id}"


def month_marker(workspace_id: uuid.UUID, moment: datetime.datetime) -> str:
    """The lexeme that stands for the month in which a ticket of a workspace was opened, counted in UTC.

    One for both: a question for a month then never reads the list of all tickets of a workspace, however many.
    """
    return f"{months_of(workspace_id)}{moment.astimezone(datetime.UTC):%Y%m}"


def months_of(workspace_id: uuid.UUID) -> str:
    """How the markers of a workspace's months begin; year and month follow."""
    return f"{workspace_marker(workspace_id)}M"
