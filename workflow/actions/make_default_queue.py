"""Say where new tickets go."""

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import note
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import NotFound
from workflow.actions.kit import save_row
from workflow.models import Queue


def make_default_queue(queue: Queue, *, actor: Actor) -> Queue:
    """New tickets that name no queue go here from now on; repeating it changes nothing. Raises NotFound."""
    current_unit()
    # All of them in one order, so that two choices at once come one after the other; new tickets need not wait.
    locked = {row.pk: row for row in actor.workspace.queues.select_for_update(no_key=True).order_by("id")}
    chosen = locked.get(queue.pk)
    if chosen is None:
        raise NotFound("queue")
    if chosen.is_default:
        return chosen
    before = next((row for row in locked.values() if row.is_default), None)
    if before is not None:
        before.is_default = False
        save_row(before)
    chosen.is_default = True
    save_row(chosen)
    was = {"default": before.name} if before is not None else {}
    note("queue.made_default", actor=actor, row=chosen, before=was, after={"default": chosen.name})
    return chosen
