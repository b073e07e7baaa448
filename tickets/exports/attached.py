"""The files of tickets as exports list them: each with its name, type, size and the ticket it is on."""

from typing import Any

from django.db.models import F, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat, Greatest, Length, LPad

from helpdesk.accounts.actors import Actor
from tickets.exports.archive import Rows
from tickets.models import TicketFile

NUMBER = Cast("ticket__number", TextField())
COLUMNS: dict[str, Any] = {
    "reference": Concat(Value("TKT-"), LPad(NUMBER, Greatest(Length(NUMBER), 4), Value("0"))),
    "name": F("file__name"),
    "content_type": F("file__content_type"),
    "size_bytes": F("file__size"),
}


def listed_files(files: QuerySet[TicketFile]) -> Rows:
    """Where each is and what it is, oldest first; one that came with the request itself has no ``comment_id``."""
    return files.order_by("created_at", "id").values("id", "ticket_id", "comment_id", "created_at", **COLUMNS)


def all_files(actor: Actor) -> Rows:
    """Those of every ticket that the actor sees."""
    visible = actor.workspace.tickets.visible_to(actor).values("pk")
    return listed_files(actor.workspace.ticket_files.filter(ticket__in=visible))
