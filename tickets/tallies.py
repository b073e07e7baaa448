"""Figures that cost the same at a million tickets as at ten: sums of changes, noted with each change."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import connection, models
from django.db.models import Sum

from helpdesk.accounts.actors import Actor
from helpdesk.http.compiled import CompiledQuery
from tickets.models import Tally, Ticket

# Below this many rows a group is left as it is: summing twenty rows costs nothing.
ROLL_UP_OVER = 20
ROLL_UP = """
    WITH gone AS (
        DELETE FROM tickets_tally WHERE (workspace_id, is_test, queue_id, status) IN (
            SELECT workspace_id, is_test, queue_id, status FROM tickets_tally
            GROUP BY 1, 2, 3, 4 HAVING count(*) > %s)
        RETURNING *
    )
    INSERT INTO tickets_tally (workspace_id, is_test, queue_id, status, tickets, resolved, resolution_seconds)
    SELECT workspace_id, is_test, queue_id, status, sum(tickets), sum(resolved), sum(resolution_seconds) FROM gone
    GROUP BY 1, 2, 3, 4
"""


@dataclass(frozen=True)
class Figures:
    """``by_status`` maps each kind that occurs to its number; the mean is None while nothing was resolved."""

    by_status: dict[str, int]
    mean_resolution_seconds: float | None


def note_created(ticket: Ticket) -> None:
    """One more ticket."""
    tally_of(ticket, ticket.status, tickets=1).save(force_insert=True)


def note_status_change(ticket: Ticket, *, before: str, resolved_before: datetime.datetime | None) -> None:
    """A ticket left one status for another, and may have been resolved or reopened by that."""
    left, entered = tally_of(ticket, before, tickets=-1), tally_of(ticket, ticket.status, tickets=1)
    if resolved_before != ticket.resolved_at:
        for moment, sign in ((resolved_before, -1), (ticket.resolved_at, 1)):
            if moment is not None:
                entered.resolved += sign
                entered.resolution_seconds += sign * round((moment - ticket.created_at).total_seconds())
    ticket.workspace.tallies.bulk_create([left, entered])


def note_queue_change(ticket: Ticket, *, before: int) -> None:
    """A ticket left one queue for another, with all that was counted of it."""
    entered = tally_of(ticket, ticket.status, tickets=1)
    if ticket.resolved_at is not None:
        entered.resolved = 1
        entered.resolution_seconds = round((ticket.resolved_at - ticket.created_at).total_seconds())
    left = tally_of(ticket, ticket.status, tickets=-1)
    left.queue_id, left.resolved, left.resolution_seconds = before, -entered.resolved, -entered.resolution_seconds
    ticket.workspace.tallies.bulk_create([left, entered])


def tally_of(ticket: Ticket, status: str, *, tickets: int) -> Tally:
    """A row about one ticket."""
    return Tally(
        workspace_id=ticket.workspace_id,
        is_test=ticket.is_test,
        queue_id=ticket.queue_id,
        status=status,
        tickets=tickets,
    )


def build_sums(actor: Actor) -> models.QuerySet[Any, Any]:
    """By status: tickets, resolved ones, the seconds these took; of the queues that the actor may see."""
    hidden = actor.workspace.queues.hidden_from(actor).values("pk")
    tallies = actor.workspace.tallies.filter(is_test=actor.test_mode).exclude(queue__in=hidden)
    return tallies.values_list("status").annotate(Sum("tickets"), Sum("resolved"), Sum("resolution_seconds"))


_sums = CompiledQuery(build_sums, prepared=True)


def figures(actor: Actor) -> Figures:
    """The figures of the tickets that this actor may see."""
    found = _sums.rows(actor)
    resolved = sum(row[2] for row in found)
    return Figures(
        by_status={status: tickets for status, tickets, *_ in found},
        mean_resolution_seconds=int(sum(row[3] for row in found)) / resolved if resolved else None,
    )


def roll_up() -> None:
    """Replace the rows of every group that has grown by their sum; run by the schedule.

    Whatever commits meanwhile is not seen by the statement and stays as it is.
    """
    with connection.cursor() as cursor:
        cursor.execute(ROLL_UP, [ROLL_UP_OVER])
