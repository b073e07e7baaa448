"""The audit log's pen: verbs that change how a workspace is run write who, when, from where, before and after."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import models

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import AuditEntry
from helpdesk.events.unit import current_unit, record


def audit(
    action: str,
    *,
    actor: Actor,
    subject_kind: str,
    subject_id: uuid.UUID | int | str,
    subject_name: str,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Add an entry in the open unit of work. ``before`` and ``after`` take JSON values and never a secret; what is the
    same in both is left out."""
    unit = current_unit()
    was, became = differing(before or {}, after or {})
    AuditEntry(
        workspace=actor.workspace,
        action=action,
        actor_kind=actor.kind,
        actor_id=actor.id,
        actor_name=actor.name[:120],
        subject_kind=subject_kind,
        subject_id=str(subject_id),
        subject_name=subject_name[:254],
        before=was,
        after=became,
        address=unit.origin[:45],
        created_at=unit.now,
    ).save(force_insert=True)


def note(
    event_type: str,
    *,
    actor: Actor,
    row: models.Model,
    name: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    data: Mapping[str, Any] | None = None,
) -> None:
    """Write both logs about a row of the actor's workspace: the audit entry, and an event with ``data``.

    The kind of thing is the noun of the event's type. ``name`` is what the audit log calls the row, instead of what it
    calls itself. Events name what they are about by UUID; one about a row that has a number is about the workspace.
    """
    kind = event_type.partition(".")[0]
    key: uuid.UUID | int = row.pk
    audit(
        event_type,
        actor=actor,
        subject_kind=kind,
        subject_id=key,
        subject_name=name or str(row),
        before=before,
        after=after,
    )
    subject_kind, subject_id, named = (
        ("workspace", actor.workspace.id, {kind: key}) if isinstance(key, int) else (kind, key, {})
    )
    record(
        event_type,
        workspace_id=actor.workspace.id,
        subject_kind=subject_kind,
        subject_id=subject_id,
        actor=actor,
        internal=True,
        data={**named, **(data or {})},
    )


def differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The parts of both that are not the same."""
    missing = object()
    keys = [key for key in {**before, **after} if before.get(key, missing) != after.get(key, missing)]
    return ({key: before[key] for key in keys if key in before}, {key: after[key] for key in keys if key in after})
