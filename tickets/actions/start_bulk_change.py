"""Change many tickets at once, as a job."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import note
from helpdesk.accounts.scopes import TICKETS_BULK
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Forbidden, Invalid
from tickets.actions.assign_ticket import can_work
from tickets.bulk.changes import Directory, clean_changes
from tickets.bulk.queueing import enqueue
from tickets.models import BulkChange, BulkRow
from tickets.models.ticket import TicketQuerySet

MOST = 5000
INSERTED_AT_ONCE = 1000


def start_bulk_change(
    tickets: TicketQuerySet, *, actor: Actor, changes: Mapping[str, Any], query: str = ""
) -> BulkChange:
    """The change, on its way: the newest 5,000 of the tickets are fixed now and changed by a job as the actor.

    ``changes`` is what ``tickets.bulk.changes`` says; ``query`` the list they come from, as people read it. Raises
    Invalid for changes that no ticket could get and where there are no tickets, Forbidden for who may not.
    """
    unit = current_unit()
    member_id = require_bulk(actor)
    cleaned = clean_changes(changes)
    rows = Directory(actor).rows_of(cleaned)
    if rows.get("assignee") is not None and not can_work(actor.workspace, rows["assignee"]):
        raise Invalid("Invalid assignee", field="assignee", hint="Choose an active agent or admin")
    ids = list(tickets.newest_first().values_list("pk", flat=True)[:MOST])
    if not ids:
        raise Invalid("There are no tickets to change", code="required", field="tickets", hint="Choose some in a list")
    change = BulkChange(
        workspace=actor.workspace,
        member_id=member_id,
        query=query[:500],
        changes=cleaned,
        total=len(ids),
        created_at=unit.now,
    )
    change.save(force_insert=True)
    fix_rows(change, ids)
    announce(change, actor)
    return change


def require_bulk(actor: Actor) -> uuid.UUID:
    """The member whose change it is. Raises Forbidden for whoever is none, or may not change many at once."""
    if actor.kind != "member" or actor.member_id is None or not actor.may(TICKETS_BULK):
        raise Forbidden("Your role does not allow this. Ask an admin of the workspace.")
    return actor.member_id


def fix_rows(change: BulkChange, ids: Sequence[uuid.UUID]) -> None:
    """One row for each ticket, in the order given."""
    rows = [BulkRow(workspace_id=change.workspace_id, bulk_change=change, ticket_id=ticket_id) for ticket_id in ids]
    change.rows.bulk_create(rows, batch_size=INSERTED_AT_ONCE)


def announce(change: BulkChange, actor: Actor) -> None:
    """Write it down, and have its first batch done."""
    undoes = str(change.undoes_id) if change.undoes_id else None
    note(
        "bulk_change.started",
        actor=actor,
        row=change,
        name=str(change.total),
        after={"tickets": change.total, "changes": change.changes, "undoes": undoes},
        data={"total": change.total, "fields": sorted(change.changes), "undoes": undoes},
    )
    enqueue(change.workspace_id, change.pk)
