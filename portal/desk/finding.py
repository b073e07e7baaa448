"""From what an address or a form names to the row, always through the workspace."""

import re
import uuid

from django.db.models import QuerySet

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Membership, Workspace
from helpdesk.accounts.scopes import TICKETS_WRITE
from helpdesk.lib.errors import Invalid, NotFound
from tickets.models import Ticket

REFERENCE = re.compile(r"TKT-([0-9]{1,9})", re.IGNORECASE)


def find_ticket(actor: Actor, reference: str) -> Ticket:
    """The ticket of an address such as ``TKT-0042``, with the people on it and its rating. Raises NotFound."""
    number = number_of(reference)
    tickets = actor.workspace.tickets.visible_to(actor).select_related("requester", "assignee__user", "feedback")
    try:
        found: Ticket = tickets.get(number=number)
    except Ticket.DoesNotExist as error:
        raise NotFound("page") from error
    found.workspace = actor.workspace
    return found


def number_of(reference: str) -> int:
    """The number in a ticket's address. Raises NotFound."""
    named = REFERENCE.fullmatch(reference)
    if named is None:
        raise NotFound("page")
    return int(named[1])


def reference_of(number: int) -> str:
    """How a ticket's number is written in its address."""
    return f"TKT-{number:04d}"


def assignable(workspace: Workspace) -> QuerySet[Membership]:
    """The members who can work on tickets, by name."""
    return (
        workspace.memberships.holding(TICKETS_WRITE)
        .filter(is_active=True)
        .select_related("user")
        .order_by("user__name", "id")
    )


def find_assignee(actor: Actor, text: str) -> Membership | None:
    """The member a form names: an id, ``me``, or nothing for nobody. Raises Invalid."""
    if not text:
        return None
    members = assignable(actor.workspace)
    wanted = actor.id if text == "me" else member_id(text)
    found = members.filter(pk=wanted).first() if wanted is not None else None
    if found is None:
        raise unknown_assignee()
    return found


def member_id(text: str) -> uuid.UUID:
    """The id in a form's value. Raises Invalid."""
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise unknown_assignee() from error


def unknown_assignee() -> Invalid:
    """Named somebody who is not here."""
    return Invalid("That person cannot take tickets here", field="assignee", hint="Choose an active agent or admin")
