"""Open a queue."""

from collections.abc import Iterable

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import note
from helpdesk.accounts.models import Team
from helpdesk.events.unit import current_unit
from workflow.actions.kit import save_row
from workflow.fields import clean_line, clean_one_of, clean_position
from workflow.models import Queue
from workflow.queues import check_teams, facts_of

MAX_NAME = 255
MAX_DESCRIPTION = 500


def create_queue(
    *,
    actor: Actor,
    name: str,
    description: str = "",
    access: str = Queue.Access.EVERYONE,
    teams: Iterable[Team] = (),
    position: int = 0,
) -> Queue:
    """A new, empty queue. Raises Invalid naming the field, Conflict when the name is taken."""
    current_unit()
    queue = Queue(
        workspace=actor.workspace,
        name=clean_line(name, "name", longest=MAX_NAME),
        description=clean_line(description, "description", longest=MAX_DESCRIPTION, required=False),
        access=clean_one_of(access, Queue.Access.values, "access"),
        position=clean_position(position),
    )
    members_of = check_teams(actor, queue.access, teams)
    save_row(queue)
    queue.teams.set(members_of)
    note("queue.created", actor=actor, row=queue, after=facts_of(queue))
    return queue
