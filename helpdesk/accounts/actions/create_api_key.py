"""Make an API key."""

from dataclasses import dataclass

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import ApiKey, Membership
from helpdesk.events.unit import current_unit, record
from helpdesk.lib.errors import Invalid
from helpdesk.lib.keys import new_key

PREFIXES = {("desk", False): "tl_live_", ("desk", True): "tl_test_"}


@dataclass(frozen=True)
class MadeKey:
    """The stored row, and the text that is shown this once."""

    row: ApiKey
    text: str


def create_api_key(
    *, actor: Actor, audience: str, name: str, scopes: list[str], owner: Membership | None, is_test: bool = False
) -> MadeKey:
    """A key of one contract for the actor's workspace; it signs with its owner's name.

    Raises Invalid for an owner who is no member of that workspace.
    """
    current_unit()
    if owner is not None and owner.workspace_id != actor.workspace.id:
        raise Invalid("Invalid owner", field="owner", hint="Use a member of this workspace")
    made = new_key(PREFIXES[audience, is_test])
    row = actor.workspace.api_keys.create(
        audience=audience,
        name=name,
        owner=owner,
        public=made.public,
        digest=made.digest,
        scopes=scopes,
        is_test=is_test,
    )
    record(
        "api_key.created",
        workspace_id=actor.workspace.id,
        subject_kind="api_key",
        subject_id=row.id,
        actor=actor,
        internal=True,
        data={"audience": audience, "scopes": scopes},
    )
    return MadeKey(row=row, text=made.text)
