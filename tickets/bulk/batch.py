"""A change of many at work: fifty tickets in a unit of work, as the member who started it, then the next job."""

import uuid
from collections.abc import Sequence

from helpdesk.accounts.actors import Actor, member_actor
from helpdesk.accounts.models import Workspace
from helpdesk.accounts.scopes import TICKETS_BULK
from helpdesk.events.unit import current_unit, record, unit_of_work
from tickets.bulk.attempt import attempt
from tickets.bulk.changes import Directory
from tickets.bulk.plans import Plan, plan_back, plan_of
from tickets.bulk.queueing import enqueue
from tickets.models import BulkChange, BulkRow
from tickets.one_of_many import mark_assignments

BATCH = 50


def run_batch(workspace_id: uuid.UUID, change_id: uuid.UUID) -> None:
    """Do the next fifty rows of a running change, then go on in another job or say that it is done.

    Rows and tickets change in one transaction, so a batch whose worker dies is done again from its start, and nothing
    twice. It stops where the member has left or may not do this any more.
    """
    workspace = Workspace.objects.get(pk=workspace_id)
    with unit_of_work():
        # Of() keeps the lock off what is joined: a member has other things to do meanwhile.
        changes = workspace.bulk_changes.select_for_update(of=("self",))
        members = "member__user", "member__custom_role", "member__workspace"
        change = changes.select_related(*members, "undoes").filter(pk=change_id).first()
        if change is None or change.state != BulkChange.State.RUNNING:
            return
        actor = member_actor(change.member)
        if not (change.member.is_active and change.member.user.is_active and actor.may(TICKETS_BULK)):
            finish(change, actor, BulkChange.State.STOPPED)
            return
        rows = list(change.rows.filter(state=BulkRow.State.WAITING).select_related("ticket").order_by("id")[:BATCH])
        work(change, rows, actor)
        if change.total > 1:
            mark_assignments()
        if len(rows) < BATCH:
            finish(change, actor, BulkChange.State.DONE)
        else:
            enqueue(workspace_id, change_id)


def work(change: BulkChange, rows: Sequence[BulkRow], actor: Actor) -> None:
    """Change one batch and keep what became of each."""
    directory, plans = Directory(actor), plans_of(change, rows)
    # In the order of their ids, as everything that locks several tickets does.
    for row in sorted(rows, key=lambda one: one.ticket_id):
        outcome = attempt(row.ticket, actor=actor, plan=plans[row.ticket_id], directory=directory)
        row.state, row.problem = outcome.state, outcome.problem
        row.before, row.after = outcome.before, outcome.after
    change.rows.bulk_update(rows, ["state", "problem", "before", "after"])


def plans_of(change: BulkChange, rows: Sequence[BulkRow]) -> dict[uuid.UUID, Plan]:
    """What is wanted of the ticket of each row."""
    if change.undoes is None:
        return dict.fromkeys([row.ticket_id for row in rows], plan_of(change.changes))
    done = change.undoes.rows.filter(ticket__in=[row.ticket_id for row in rows])
    return {row.ticket_id: plan_back(row) for row in done}


def finish(change: BulkChange, actor: Actor, state: BulkChange.State) -> None:
    """Say how it ended."""
    change.state, change.finished_at = state, current_unit().now
    change.save(update_fields=["state", "finished_at"])
    ended = "bulk_change.finished" if state == BulkChange.State.DONE else "bulk_change.stopped"
    record(
        ended,
        workspace_id=change.workspace_id,
        subject_kind="bulk_change",
        subject_id=change.pk,
        actor=actor,
        internal=True,
        data={"total": change.total},
    )
