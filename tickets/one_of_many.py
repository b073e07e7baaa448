"""Assignments that come by the dozen: whoever gets the tickets hears of them in one mail, not in one for each."""

from helpdesk.events.models import Event
from helpdesk.events.unit import current_unit

MARK = "one_of_many"


def mark_assignments() -> None:
    """Say in the events of the open unit of work that these assignments came together with others."""
    for event in current_unit().events:
        if event.type == "ticket.assigned":
            event.data = event.data | {MARK: True}


def is_one_of_many(event: Event) -> bool:
    """Whether it was one of them."""
    return bool(event.data.get(MARK))
