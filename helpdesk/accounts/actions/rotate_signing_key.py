"""Sign the links we mail with a new key."""

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import note
from helpdesk.accounts.keys.signing import new_signing_key
from helpdesk.accounts.models import SigningKey, Workspace
from helpdesk.events.unit import current_unit

NAME = "links"


def rotate_signing_key(*, actor: Actor, end_old: bool = False) -> SigningKey:
    """The key that signs from now on. Links signed before go on working until they expire; with ``end_old`` none of
    them opens anything from now on, as it must be when a key may have got into wrong hands."""
    now = current_unit().now
    Workspace.objects.select_for_update(no_key=True).get(pk=actor.workspace.pk)  # two at once leave one key in use
    old = actor.workspace.signing_keys.all()
    if end_old:
        old.delete()
    else:
        old.filter(retired_at=None).update(retired_at=now)
    made = new_signing_key(actor.workspace)
    note("signing_key.rotated", actor=actor, row=made, name=NAME, after={"old_links_ended": end_old})
    return made
