"""Change what a workspace says of itself and how it is run."""

from collections.abc import Mapping
from typing import Any

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import note
from helpdesk.accounts.models import Workspace
from helpdesk.accounts.workspaces.fields import CLEANERS
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Invalid


def update_workspace(*, actor: Actor, changes: Mapping[str, Any]) -> Workspace:
    """The actor's workspace with these of its fields changed (``workspaces.fields.CLEANERS``); the same values change
    nothing. Raises Invalid naming the field, also for one that does not change.
    """
    current_unit()
    unknown = next((name for name in changes if name not in CLEANERS), None)
    if unknown is not None:
        raise Invalid(f"{unknown} cannot be changed", field=unknown)
    workspace = Workspace.objects.select_for_update(no_key=True).get(pk=actor.workspace.pk)
    after = {name: CLEANERS[name](value) for name, value in changes.items()}
    before = {name: getattr(workspace, name) for name in after}
    changed = [name for name in after if before[name] != after[name]]
    if not changed:
        return workspace
    for name in changed:
        setattr(workspace, name, after[name])
    workspace.save(update_fields=changed)
    note_changed(workspace, actor=actor, before=before, after=after, fields=changed)
    return workspace


def note_changed(
    workspace: Workspace, *, actor: Actor, before: Mapping[str, Any], after: Mapping[str, Any], fields: list[str]
) -> None:
    """Write both logs."""
    note(
        "workspace.changed",
        actor=actor,
        row=workspace,
        before=before,
        after=after,
        data={"fields": sorted(fields)},
    )
