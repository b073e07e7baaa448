"""What the list shows: a view, narrowed by filters, all of it in the address."""

import re
import uuid
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from helpdesk.accounts.actors import Actor
from helpdesk.lib.errors import Invalid
from helpdesk.lib.text import clean_email, is_storable
from portal.desk.finding import member_id
from portal.desk.views import BY_WORD, View
from portal.words import PRIORITIES, STATUSES
from tickets.models.ticket import TicketQuerySet
from tickets.search import matching

MAX_WORDS = 200
NUMBER = re.compile(r"(?:TKT-|#)?0*([0-9]{1,9})", re.IGNORECASE)


KNOWN = ("view", "q", "status", "priority", "assignee", "tag", "cursor")


@dataclass(frozen=True)
class Filters:
    """The choices in an address, as typed."""

    view: View
    q: str = ""
    status: str = ""
    priority: str = ""
    assignee: str = ""
    tag: str = ""
    cursor: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether more than the view was chosen."""
        return bool(self.q or self.status or self.priority or self.assignee or self.tag)

    def address(self, **changes: str) -> str:
        """The query string of these choices with some changed."""
        chosen = {name: getattr(self, name) for name in KNOWN if name != "view"} | {"view": self.view.word} | changes
        return "?" + urlencode({name: chosen[name] for name in KNOWN if chosen[name]})


def read_filters(query: QueryDict) -> Filters:
    """The choices in a query string. Raises Invalid for one that does not exist; the message says which do."""
    for name, values in query.lists():
        if name not in KNOWN or len(values) > 1 or not all(is_storable(text) for text in (name, *values)):
            raise Invalid(
                "This address asks for a filter that does not exist", hint="Start again from one of the lists"
            )
    words = query.get("q", "").strip()
    chosen = Filters(
        # Somebody who searches wants to find it, wherever it is.
        view=one_of(BY_WORD, "all" if words else query.get("view") or "open", "view"),
        q=words,
        status=query.get("status", ""),
        priority=query.get("priority", ""),
        assignee=query.get("assignee", ""),
        tag=query.get("tag", "").strip(),
        cursor=query.get("cursor", ""),
    )
    if len(words) > MAX_WORDS:
        raise Invalid("That is too long to search for", field="q", hint=f"Use up to {MAX_WORDS} characters")
    if chosen.status:
        one_of(STATUSES, chosen.status, "status")
    if chosen.priority:
        one_of(PRIORITIES, chosen.priority, "priority")
    if chosen.assignee not in {"", "me", "none"}:
        member_id(chosen.assignee)
    return chosen


def one_of(choices: Any, word: str, field: str) -> Any:
    """The choice a word stands for. Raises Invalid naming those that exist."""
    if word not in choices:
        raise Invalid(f"There is no such {field}", code="choice", field=field, hint="Use " + ", ".join(choices))
    return choices[word]


def chosen_tickets(actor: Actor, filters: Filters) -> TicketQuerySet:
    """The tickets of these choices."""
    tickets: TicketQuerySet = actor.workspace.tickets.visible_to(actor)
    statuses = [filters.status] if filters.status else filters.view.statuses
    if statuses:
        tickets = tickets.filter(status__in=statuses)
    if filters.view.word == "unassigned":
        tickets = tickets.filter(assignee=None)
    if filters.view.word == "mine":
        tickets = tickets.filter(assignee=actor.id)
    if filters.priority:
        tickets = tickets.filter(priority=filters.priority)
    if filters.assignee:
        tickets = tickets.filter(assignee=assignee_in(filters.assignee, actor))
    if filters.tag:
        tickets = tickets.filter(tags__contains=[filters.tag])
    return searched(tickets, actor, filters.q) if filters.q else tickets


def assignee_in(text: str, actor: Actor) -> uuid.UUID | None:
    """The member a filter names; None for nobody."""
    return {"me": actor.id, "none": None}[text] if text in {"me", "none"} else member_id(text)


def searched(tickets: TicketQuerySet, actor: Actor, words: str) -> TicketQuerySet:
    """An address finds its owner's tickets; anything else the tickets in which the words occur."""
    try:
        email = clean_email(words)
    except ValueError:
        return matching(tickets, actor.workspace, words)
    return tickets.filter(requester__in=actor.workspace.customers.filter(email=email))


def number_in(words: str) -> int | None:
    """The ticket number somebody typed into the search box, as TKT-0042, #42 or 42."""
    found = NUMBER.fullmatch(words)
    return int(found[1]) if found else None
