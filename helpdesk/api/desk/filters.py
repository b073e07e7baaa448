"""The filters of the desk contract's list."""

from dataclasses import dataclass
from typing import Any

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


@dataclass(frozen=True)
class Question:
    """Which filters are set, and those values that have few; tag and assignee come separately."""

    statuses: tuple[str, ...] = ()
    priority: str = ""
    has_tag: bool = False
    assignee_by: str = ""

    def narrow(self, tickets: TicketQuerySet, *, tag: Any, assignee: Any) -> TicketQuerySet:
        """The tickets that match every filter."""
        if self.statuses:
            tickets = tickets.filter(status__in=self.statuses)
        if self.priority:
            tickets = tickets.filter(priority=self.priority)
        if self.has_tag:
            tickets = tickets.filter(tags__contains=[tag])
        return tickets.filter(**{self.assignee_by: assignee}) if self.assignee_by else tickets


def read_page_wanted(query: QueryDict) -> Page:
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


def read_question(parameters: QueryDict) -> tuple[Question, dict[str, Any]]:
    """The filters set, and the values of tag and assignee. Raises Invalid for a word that does not exist."""
    query = {name: str(value) for name, value in parameters.items()}
    priority = query.get("priority", "")
    if "priority" in query and priority not in PRIORITIES:
        raise Invalid("Invalid priority", code="choice", field="priority")
    values: dict[str, Any] = {"tag": query["tag"]} if "tag" in query else {}
    assignee_by = ""
    if "assignee" in query:
        member_id = from_typeid("mbr", query["assignee"])
        assignee_by = "assignee" if member_id else "assignee__user__email"
        values["assignee"] = member_id or query["assignee"].strip().lower()
    statuses = tuple(kinds_of(query["status"])) if "status" in query else ()
    return Question(statuses, priority, "tag" in query, assignee_by), values


def kinds_of(word: str) -> list[str]:
    """Every kind of status that reads as this word. Raises Invalid."""
    if word not in STATUSES:
        raise Invalid("Invalid status", code="choice", field="status")
    return [kind for kind, spelled in STATUS_WORDS.items() if spelled == word]


def members_named(workspace: Workspace, text: str) -> models.QuerySet[Membership]:
    """The members of the workspace with this id or address: one or none."""
    members = workspace.memberships.select_related("user")
    member_id = from_typeid("mbr", text)
    if member_id is not None:
        return members.filter(pk=member_id)
    return members.filter(user__email=text.strip().lower())
