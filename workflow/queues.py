"""What the verbs of queues know about them."""

from collections.abc import Iterable
from typing import Any

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.kept import still_there
from helpdesk.accounts.models import Team
from helpdesk.lib.errors import Invalid
from workflow.models import Queue


def check_teams(actor: Actor, access: str, teams: Iterable[Team]) -> list[Team]:
    """The teams of a queue, which stay until the unit of work ends.

    Raises Invalid for another workspace's, for one that is gone, and where nobody at all would see the queue.
    """
    found = list(teams)
    if any(team.workspace_id != actor.workspace.id for team in found) or not still_there(*found):
        raise Invalid("Invalid team", field="teams", hint="Use teams of this workspace")
    if access == Queue.Access.PRIVATE and not found:
        hint = "Choose its teams: nobody else sees a private queue"
        raise Invalid("A private queue needs a team", code="required", field="teams", hint=hint)
    return found


def facts_of(queue: Queue) -> dict[str, Any]:
    """What the audit log keeps of a queue."""
    return {
        "name": queue.name,
        "description": queue.description,
        "access": queue.access,
        "teams": sorted(queue.teams.values_list("name", flat=True)),
        "position": queue.position,
    }
