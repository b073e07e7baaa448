"""The filters of the desk contract's list."""

from dataclasses import dataclass

from django.db import models
from django.http import QueryDict

from helpdesk.accounts.models import Membership, Workspace
from helpdesk.api.desk.dialect import PRIORITIES, STATUS_WORDS, STATUSES
from helpdesk.http.keyset import Position, decode
from helpdesk.lib.errors import Invalid
from helpdesk.lib.ids import from_typeid
from helpdesk.lib.text import is_storable
from tickets.models.ticket import TicketQuerySet

KNOWN = ("status", "assignee", "priority", "tag", "limit", "cursor")
DEFAULT_LIMIT, MAX_LIMIT = 20, 100


@dataclass(frozen=True)
class Page:
    """How much of the list is wanted, from where."""

    limit: int
    position: Position | None


def read_page(query: QueryDict) -> Page:
    """``limit`` and ``cursor``. Raises Invalid, also for parameters the contract does not know."""
    for name, values in query.lists():
        if name not in KNOWN:
            raise Invalid(f"Unknown parameter {name}", field=name, hint="Use " + ", ".join(KNOWN))
        if len(values) > 1 or not is_storable(values[0]):
            raise Invalid(f"Invalid {name}", field=name, hint="Send the parameter once, as text")
    text = query.get("limit", str(DEFAULT_LIMIT))
    if not (text.isascii() and text.isdigit() and len(text) < 4 and 1 <= int(text) <= MAX_LIMIT):
        raise Invalid("Invalid limit", field="limit")
    cursor = query.get("cursor")
    return Page(int(text), decode(cursor) if cursor else None)


def filtered(tickets: TicketQuerySet, parameters: QueryDict, workspace: Workspace) -> TicketQuerySet:
    """The tickets that match every filter given. Raises Invalid for a word that does not exist."""
    query = {name: str(value) for name, value in parameters.items()}
    if "status" in query:
        tickets = tickets.filter(status__in=kinds_of(query["status"]))
    if "priority" in query:
        if query["priority"] not in PRIORITIES:
            raise Invalid("Invalid priority", code="choice", field="priority")
        tickets = tickets.filter(priority=query["priority"])
    if "tag" in query:
        tickets = tickets.filter(tags__contains=[query["tag"]])
    if "assignee" in query:
        tickets = tickets.filter(assignee__in=members_named(workspace, query["assignee"]))
    return tickets


def kinds_of(word: str) -> list[str]:
    """Every kind of status that reads as this word. Raises Invalid."""
    if word not in STATUSES:
        raise Invalid("Invalid status", code="choice", field="status")
    return [kind for kind, spelled in STATUS_WORDS.items() if spelled == word]


def members_named(workspace: Workspace, text: str) -> models.QuerySet[Membership]:
    """The members of the workspace with this id or address: one or none."""
    member_id = from_typeid("mbr", text)
    if member_id is not None:
        return workspace.memberships.filter(pk=member_id)
    return workspace.memberships.filter(user__email=text.strip().lower())
