"""Small things that the tests of the workflow share."""

from collections.abc import Callable
from typing import Any

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import AuditEntry, Membership, Team, Workspace
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work


def do(verb: Callable[..., Any], *args: Any, actor: Actor, **values: Any) -> Any:
    """Run a verb in a unit of its own."""
    with unit_of_work(origin="192.0.2.7"):
        return verb(*args, actor=actor, **values)


def make_team(workspace: Workspace, name: str, *members: Membership) -> Team:
    """A team with these members."""
    team = Team(workspace=workspace, name=name)
    team.save()
    team.members.set(members)
    return team


def written(workspace: Workspace) -> list[str]:
    """The actions in the audit log, oldest first."""
    entries = workspace.audit_entries.order_by("created_at", "id")
    return list(entries.values_list("action", flat=True))


def newest(workspace: Workspace) -> AuditEntry:
    """The last entry of the audit log."""
    return workspace.audit_entries.order_by("created_at", "id").reverse()[0]


def events(workspace: Workspace, prefix: str) -> list[str]:
    """The types of what was recorded about a noun, oldest first."""
    found = Event.objects.filter(workspace_id=workspace.pk, type__startswith=prefix).order_by("id")
    return list(found.values_list("type", flat=True))
