"""What a change would do to some tickets, found out by doing it and taking all of it back.

The verbs themselves are asked, so that a preview cannot promise what they refuse.
"""

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from helpdesk.accounts.actors import Actor
from helpdesk.events.unit import unit_of_work
from tickets.bulk.attempt import Outcome, attempt
from tickets.bulk.changes import Directory, clean_changes
from tickets.bulk.plans import plan_of
from tickets.models import Ticket


class Over(Exception):
    """The rehearsal is over: nothing of it stays."""


def rehearse(tickets: Iterable[Ticket], *, actor: Actor, changes: Mapping[str, Any]) -> dict[uuid.UUID, Outcome]:
    """By ticket what would become of it; for one page of them, as each costs what its change would cost.

    Opens a unit of work of its own. Raises Invalid for changes that no ticket could get.
    """
    outcomes: dict[uuid.UUID, Outcome] = {}
    cleaned, directory = clean_changes(changes), Directory(actor)
    directory.rows_of(cleaned)
    try:
        with unit_of_work():
            # In the order of their ids, as everything that locks several tickets does.
            for ticket in sorted(tickets, key=lambda one: one.pk):
                outcomes[ticket.pk] = attempt(ticket, actor=actor, plan=plan_of(cleaned), directory=directory)
            raise Over
    except Over:
        return outcomes
