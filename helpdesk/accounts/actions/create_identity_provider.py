"""Let members prove who they are somewhere else."""

from collections.abc import Mapping
from typing import Any

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import note
from helpdesk.accounts.models import IdentityProvider
from helpdesk.accounts.signing_in.provider_fields import CLEANERS, check_groups, facts, sealed_secret
from helpdesk.accounts.signing_in.providers import save_provider
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Invalid


def create_identity_provider(*, actor: Actor, values: Mapping[str, Any], secret: str = "") -> IdentityProvider:
    """A provider of the actor's workspace from these fields (``provider_fields.CLEANERS``); its secret is sealed.

    Raises Invalid naming the field, Conflict for an issuer that is there already.
    """
    current_unit()
    missing = next((name for name in ("name", "issuer", "client_id") if name not in values), None)
    if missing is not None:
        raise Invalid(f"{missing} is required", code="required", field=missing)
    provider = IdentityProvider(
        workspace=actor.workspace, **{name: CLEANERS[name](value) for name, value in values.items()}
    )
    check_groups(actor, provider.role_for_group)
    provider.sealed_secret = sealed_secret(provider, secret) if secret else b""
    save_provider(provider)
    note("identity_provider.created", actor=actor, row=provider, after=facts(provider))
    return provider
