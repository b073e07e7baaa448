"""Take an API key out of use."""

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import note
from helpdesk.accounts.models import ApiKey
from helpdesk.events.unit import current_unit


def revoke_api_key(key: ApiKey, *, actor: Actor) -> None:
    """From now on the key opens nothing; every process forgets it within a second. Repeating it is harmless."""
    now = current_unit().now
    changed = actor.workspace.api_keys.filter(pk=key.pk, revoked_at=None).update(revoked_at=now)
    if changed:
        note("api_key.revoked", actor=actor, row=key)
