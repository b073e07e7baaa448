"""Change an identity provider."""

from collections.abc import Mapping
from typing import Any

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import note
from helpdesk.accounts.models import IdentityProvider
from helpdesk.accounts.signing_in.provider_fields import CLEANERS, check_groups, facts, sealed_secret
from helpdesk.accounts.signing_in.providers import save_provider
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Invalid, NotFound


def update_identity_provider(
    provider: IdentityProvider, *, actor: Actor, changes: Mapping[str, Any], secret: str = ""
) -> IdentityProvider:
    """The provider with these fields changed; an empty ``secret`` keeps the one it has.

    Raises Invalid naming the field, Conflict for an issuer that another one has, NotFound.
    """
    current_unit()
    unknown = next((name for name in changes if name not in CLEANERS), None)
    if unknown is not None:
        raise Invalid(f"{unknown} cannot be changed", field=unknown)
    row = actor.workspace.identity_providers.select_for_update().filter(pk=provider.pk).first()
    if row is None:
        raise NotFound("identity provider")
    before = facts(row)
    for name, value in changes.items():
        setattr(row, name, CLEANERS[name](value))
    if row.role_for_group != before["role_for_group"]:
        check_groups(actor, row.role_for_group)
    if secret:
        row.sealed_secret = sealed_secret(row, secret)
    after = facts(row)
    if secret or after != before:
        save_provider(row)
        new = {"secret": "replaced"} if secret else {}
        note("identity_provider.changed", actor=actor, row=row, before=before, after=after | new)
    return row
