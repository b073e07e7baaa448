"""Replace an API key by a new one while both work for a while."""

import datetime

from helpdesk.accounts.actions.create_api_key import MadeKey, create_api_key
from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import note
from helpdesk.accounts.models import ApiKey
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Conflict, Invalid, NotFound

MAX_OVERLAP_HOURS = 14 * 24


def rotate_api_key(key: ApiKey, *, actor: Actor, overlap_hours: int) -> MadeKey:
    """A key like this one, living as long as this one was meant to; this one works ``overlap_hours`` more.

    Raises Invalid for a time that is not 0 to 336 hours and what ``create_api_key`` raises, Conflict for a key that
    is out of use or replaced already, NotFound.
    """
    now = current_unit().now
    if not 0 <= overlap_hours <= MAX_OVERLAP_HOURS:
        raise Invalid(f"Use 0 to {MAX_OVERLAP_HOURS} hours", field="overlap_hours", hint="24 is a day")
    keys = actor.workspace.api_keys.select_for_update(of=("self",)).select_related("owner__user", "owner__custom_role")
    old = keys.filter(pk=key.pk).first()
    if old is None:
        raise NotFound("key")
    if old.revoked_at or old.replaced_by_id or (old.expires_at and old.expires_at <= now):
        raise Conflict("This key is out of use or replaced already", code="out_of_use", hint="Make a new one")
    made = create_api_key(
        actor=actor,
        audience=old.audience,
        name=old.name,
        scopes=list(old.scopes),
        owner=old.owner,
        is_test=old.is_test,
        expires_at=now + (old.expires_at - old.created_at) if old.expires_at else None,
    )
    before = old.expires_at
    ends = now + datetime.timedelta(hours=overlap_hours)
    old.replaced_by, old.expires_at = made.row, min(before, ends) if before else ends
    old.save(update_fields=["replaced_by", "expires_at"])
    note(
        "api_key.rotated",
        actor=actor,
        row=old,
        before={"expires_at": before.isoformat() if before else None},
        after={"expires_at": old.expires_at.isoformat(), "replaced_by": str(made.row)},
        data={"replaced_by": str(made.row.id)},
    )
    return made
