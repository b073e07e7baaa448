"""Take an identity provider away."""

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import note
from helpdesk.accounts.models import IdentityProvider
from helpdesk.accounts.signing_in.provider_fields import facts
from helpdesk.events.unit import current_unit


def delete_identity_provider(provider: IdentityProvider, *, actor: Actor) -> None:
    """From now on nobody proves anything there. Repeating it is harmless."""
    current_unit()
    row = actor.workspace.identity_providers.select_for_update().filter(pk=provider.pk).first()
    if row is None:
        return
    note("identity_provider.deleted", actor=actor, row=row, before=facts(row))
    row.delete()
