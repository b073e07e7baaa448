"""From what an address or a form names to the row, always through the workspace."""

import re
import uuid
from typing import Any

from django.db.models import QuerySet

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Membership, Workspace
from helpdesk.lib.errors import Invalid, NotFound
from tickets.actions.assign_ticket import ASSIGNABLE_ROLES
from tickets.models import Ticket

REFERENCE = re.compile(r"TKT-([0-9]{1,9})", re.IGNORECASE)


def find_ticket(actor: Actor, reference: str) -> Ticket:
    """The ticket of an address such as ``TKT-0042``, with the people on it and its rating. Raises NotFound."""
    named = REFERENCE.fullmatch(reference)
    if named is None:
        raise NotFound("page")
    tickets = actor.workspace.tickets.visible_to(actor).select_related("requester", "assignee__user", "feedback")
    try:
        found: Ticket = tickets.get(number=int(named[1]))
    except Ticket.DoesNotExist as error:
        raise NotFound("page") from error
    found.workspace = actor.workspace
    return found


def assignable(workspace: Workspace) -> QuerySet[Membership]:
    """The members who can work on tickets, by name."""
    return (
        workspace.memberships.filter(is_active=True, role__in=ASSIGNABLE_ROLES)
        .select_related("user")
        .order_by("user__name", "id")
    )


def assignable_choices(workspace: Workspace) -> list[dict[str, Any]]:
    """The same for a select: id as text, and name."""
    rows = assignable(workspace).values_list("id", "user__name")
    return [{"id": str(member_id), "name": name} for member_id, name in rows]


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
