"""Note in the audit log that articles came from a folder, or went to one."""

from collections.abc import Mapping

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import audit
from helpdesk.events.unit import current_unit


def note_exchange(*, actor: Actor, action: str, counts: Mapping[str, int]) -> None:
    """``action`` is ``articles.imported`` or ``articles.exported``, ``counts`` how many."""
    current_unit()
    audit(
        action,
        actor=actor,
        subject_kind="workspace",
        subject_id=actor.workspace.pk,
        subject_name=actor.workspace.name,
        after=dict(counts),
    )
