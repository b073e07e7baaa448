"""What the verbs about API keys share: whom a key may stand for and what it may hold."""

import datetime
from collections.abc import Iterable

from helpdesk.accounts.actors import Actor, scopes_of
from helpdesk.accounts.models import Membership
from helpdesk.accounts.scopes import BEHIND, PERMISSIONS, SETTINGS_PEOPLE, within
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Invalid
from helpdesk.lib.text import is_storable, one_line

MAX_NAME = 120


def clean_key_name(name: str) -> str:
    """A name on one line of 1 to 120 characters. Raises Invalid."""
    tidy = one_line(name) if is_storable(name) else ""
    if not 1 <= len(tidy) <= MAX_NAME:
        raise Invalid(f"A key needs a name of 1 to {MAX_NAME} characters", field="name", hint="Say what it is for")
    return tidy


def check_owner(actor: Actor, owner: Membership | None) -> None:
    """Raises Invalid for an owner of another workspace, one who left, or one whom the actor may not name.

    A key sees what its owner sees: to name somebody else takes the right to change people, by which one could get
    there openly.
    """
    if owner is None:
        return
    if owner.workspace_id != actor.workspace.id or not owner.is_active:
        raise Invalid("Invalid owner", field="owner", hint="Use a member of this workspace")
    if actor.kind == "member" and owner.pk != actor.id and not actor.may(SETTINGS_PEOPLE):
        raise Invalid("You cannot make keys for somebody else", field="owner", hint="Choose yourself or nobody")


def check_scopes(actor: Actor, owner: Membership | None, scopes: Iterable[str]) -> list[str]:
    """The scopes without repeats. Raises Invalid for unknown ones, and for what actor or owner may not do."""
    wanted = list(dict.fromkeys(scopes))
    if not set(wanted) <= PERMISSIONS.keys() | BEHIND.keys():
        raise Invalid("Invalid scope", code="choice", field="scopes", hint="Use " + ", ".join(PERMISSIONS))
    if actor.kind != "system" and not set(wanted) <= within(wanted, actor.scopes):
        raise Invalid("You cannot give a key what you may not do yourself", field="scopes", hint="Choose fewer")
    if owner is not None and not set(wanted) <= within(wanted, scopes_of(owner)):
        raise Invalid(
            "A key cannot do more than its owner", field="scopes", hint="Choose fewer, or an owner who may do it"
        )
    return wanted


def check_expiry(expires_at: datetime.datetime | None) -> None:
    """Raises Invalid for a moment that has passed."""
    if expires_at is not None and expires_at <= current_unit().now:
        raise Invalid("That has passed already", field="expires_on", hint="Choose a later day, or none")
