"""Pass on what somebody who left was working on."""

from dataclasses import replace

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Membership
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Invalid
from tickets.actions.assign_ticket import assign_ticket
from tickets.models import Ticket
from tickets.one_of_many import mark_assignments
from tickets.status import UNDONE

BATCH = 100


def hand_over(member: Membership, *, actor: Actor, to: Membership | None) -> int:
    """Assign the next of a member's undone tickets to ``to``, or to nobody; returns how many they were.

    What the successor cannot take, because they left too or do not see its queue, goes to nobody: there it is seen.
    """
    current_unit()
    # In the order of their ids, as everything that locks several tickets does.
    undone = member.workspace.tickets.filter(assignee=member, status__in=UNDONE).order_by("id")
    found = list(undone[:BATCH])
    for ticket in found:
        pass_on(ticket, actor=replace(actor, test_mode=ticket.is_test), to=to)
    if len(found) > 1:
        mark_assignments()
    return len(found)


def pass_on(ticket: Ticket, *, actor: Actor, to: Membership | None) -> None:
    """Assign one ticket."""
    try:
        assign_ticket(ticket, actor=actor, to=to)
    except Invalid:
        assign_ticket(ticket, actor=actor, to=None)
