"""Change a queue: its name, and who sees it."""

from collections.abc import Mapping
from typing import Any

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import note
from workflow.actions.create_queue import MAX_DESCRIPTION, MAX_NAME
from workflow.actions.kit import check_known, lock_row, save_row
from workflow.fields import clean_line, clean_one_of, clean_position
from workflow.models import Queue
from workflow.queues import check_teams, facts_of


def update_queue(queue: Queue, *, actor: Actor, changes: Mapping[str, Any]) -> Queue:
    """The queue after the named changes: any of name, description, access, teams (all of them), position.

    Who sees its tickets changes at once. Raises Invalid, Conflict when the name is taken, NotFound.
    """
    locked = lock_row(actor, "queues", queue, "queue")
    check_known(changes, ("name", "description", "access", "teams", "position"))
    before = facts_of(locked)
    if "name" in changes:
        locked.name = clean_line(changes["name"], "name", longest=MAX_NAME)
    if "description" in changes:
        locked.description = clean_line(changes["description"], "description", longest=MAX_DESCRIPTION, required=False)
    if "access" in changes:
        locked.access = clean_one_of(changes["access"], Queue.Access.values, "access")
    if "position" in changes:
        locked.position = clean_position(changes["position"])
    teams = check_teams(actor, locked.access, changes["teams"] if "teams" in changes else locked.teams.all())
    locked.teams.set(teams)
    after = facts_of(locked)
    if after != before:
        save_row(locked)
        note("queue.updated", actor=actor, row=locked, before=before, after=after)
    return locked
