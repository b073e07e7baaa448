"""Note that somebody took the audit log away."""

from collections.abc import Mapping

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import audit
from helpdesk.events.unit import current_unit, record


def export_audit_log(*, actor: Actor, filters: Mapping[str, str]) -> None:
    """Write both logs before the first line leaves; the entry says what was asked for and is itself in the export."""
    current_unit()
    workspace = actor.workspace
    audit(
        "audit.exported",
        actor=actor,
        subject_kind="workspace",
        subject_id=workspace.pk,
        subject_name=workspace.name,
        after={"filters": dict(filters)},
    )
    record(
        "audit.exported",
        workspace_id=workspace.pk,
        subject_kind="workspace",
        subject_id=workspace.pk,
        actor=actor,
        internal=True,
    )
