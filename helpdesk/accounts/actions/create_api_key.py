"""Make an API key."""

import datetime
from dataclasses import dataclass

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import note
from helpdesk.accounts.keys.audiences import audience_of
from helpdesk.accounts.keys.rules import check_expiry, check_owner, check_scopes, clean_key_name
from helpdesk.accounts.models import ApiKey, Membership
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Invalid
from helpdesk.lib.keys import new_key


@dataclass(frozen=True)
class MadeKey:
    """The stored row, and the text that is shown this once."""

    row: ApiKey
    text: str


def create_api_key(
    *,
    actor: Actor,
    audience: str,
    name: str,
    scopes: list[str],
    owner: Membership | None,
    is_test: bool = False,
    expires_at: datetime.datetime | None = None,
) -> MadeKey:
    """A key of one contract for the actor's workspace; it signs with its owner's name.

    Raises Invalid naming the field: an owner who is no member, scopes that actor or owner lacks, a day that has passed.
    """
    current_unit()
    facts = audience_of(audience)
    check_owner(actor, owner)
    check_expiry(expires_at)
    if owner is None and facts.needs_owner:
        raise Invalid("This contract acts as its key's owner", code="required", field="owner", hint="Choose a member")
    made = new_key(facts.prefix(is_test=is_test))
    row = actor.workspace.api_keys.create(
        audience=audience,
        name=clean_key_name(name),
        owner=owner,
        public=made.public,
        digest=made.digest,
        scopes=check_scopes(actor, owner, scopes),
        is_test=is_test,
        expires_at=expires_at,
    )
    note_created(row, actor=actor)
    return MadeKey(row=row, text=made.text)


def note_created(row: ApiKey, *, actor: Actor) -> None:
    """Write both logs of a new key."""
    note(
        "api_key.created",
        actor=actor,
        row=row,
        after={
            "audience": row.audience,
            "scopes": row.scopes,
            "owner": row.owner.user.name if row.owner else None,
            "is_test": row.is_test,
            "expires_at": row.expires_at.isoformat() if row.expires_at else None,
        },
        data={"audience": row.audience, "scopes": row.scopes},
    )
