"""Take an API key out of use."""

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import audit
from helpdesk.accounts.models import ApiKey
from helpdesk.events.unit import current_unit, record


def revoke_api_key(key: ApiKey, *, actor: Actor) -> None:
    """From now on the key opens nothing; every process forgets it within a second. Repeating it is harmless."""
    now = current_unit().now
    changed = actor.workspace.api_keys.filter(pk=key.pk, revoked_at=None).update(revoked_at=now)
    if changed:
        audit("api_key.revoked", actor=actor, subject_kind="api_key", subject_id=key.id, subject_name=str(key))
        record(
            "api_key.revoked",
            workspace_id=actor.workspace.id,
            subject_kind="api_key",
            subject_id=key.id,
            actor=actor,
            internal=True,
        )
