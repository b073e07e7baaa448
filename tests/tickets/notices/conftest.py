"""Let the handlers of a ticket's events run, and look into inboxes."""

from collections.abc import Callable

import pytest

from helpdesk.accounts.models import Membership
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from tickets.models import Notice, Ticket
from tickets.notices.handlers import tell_new_assignee, tell_of_comment, tell_of_low_rating

HANDLERS = {
    "ticket.comment_added": tell_of_comment,
    "ticket.assigned": tell_new_assignee,
    "ticket.rated_low": tell_of_low_rating,
}

Tell = Callable[[Ticket], None]


@pytest.fixture
def tell() -> Tell:
    """Each event of a ticket comes to its handler, in a unit of work of its own."""

    def run(ticket: Ticket) -> None:
        for event in Event.objects.filter(subject_id=ticket.pk, type__in=HANDLERS).order_by("id"):
            with unit_of_work():
                HANDLERS[event.type](event)

    return run


def inbox(member: Membership) -> list[str]:
    """The kinds of what is in a member's inbox, oldest first."""
    return list(Notice._base_manager.filter(member=member).order_by("id").values_list("kind", flat=True))


def choose(member: Membership, **ways: str) -> None:
    """A member wants to hear of these occasions in these ways."""
    member.notices = ways
    member.save(update_fields=["notices"])
