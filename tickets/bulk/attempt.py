"""One ticket's share of a change: it works, changes nothing, or is refused, and never stops the others."""

from dataclasses import dataclass, field
from typing import Any

import structlog
from django.db import InterfaceError, OperationalError, transaction

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import differing
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import HelpdeskError, NotFound
from tickets.actions.kit import lock_ticket
from tickets.bulk.changes import Directory
from tickets.bulk.plans import Plan
from tickets.bulk.values import facts_of, put
from tickets.models import BulkRow, Ticket

log = structlog.get_logger(__name__)

MAX_PROBLEM = 300


@dataclass(frozen=True)
class Outcome:
    """``before`` and ``after`` hold what differs; ``problem`` is the reason of a refusal, or what was left out."""

    state: BulkRow.State
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    problem: str = ""


def attempt(ticket: Ticket, *, actor: Actor, plan: Plan, directory: Directory) -> Outcome:
    """Change one ticket in the open unit of work; a refusal leaves nothing of it behind.

    Raises only what says that the database is away or asks for another try.
    """
    unit = current_unit()
    events, locked = len(unit.events), dict(unit.locked)
    try:
        with transaction.atomic():
            return change(ticket, actor=actor, plan=plan, directory=directory)
    except HelpdeskError as error:
        outcome = Outcome(BulkRow.State.REFUSED, problem=reason_of(error))
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        log.exception("bulk_row_failed", ticket_id=str(ticket.pk))
        outcome = Outcome(BulkRow.State.REFUSED, problem="Something went wrong with this ticket")
    del unit.events[events:]
    unit.locked = locked
    return outcome


def change(ticket: Ticket, *, actor: Actor, plan: Plan, directory: Directory) -> Outcome:
    """Put what is wanted, through the verbs."""
    locked = lock_ticket(ticket, actor=actor)
    before, wanted = facts_of(locked), plan(locked)
    put(locked, actor=actor, values=directory.rows_of(wanted.values))
    was, became = differing(before, facts_of(locked))
    state = BulkRow.State.CHANGED if became else BulkRow.State.SAME
    return Outcome(state, was, became, wanted.note[:MAX_PROBLEM])


def reason_of(error: HelpdeskError) -> str:
    """Why a verb refused, for people."""
    if isinstance(error, NotFound):
        return "You do not see this ticket any more"
    return ". ".join(part for part in (error.message, error.hint) if part)[:MAX_PROBLEM]
