"""See the desk with one's own eyes again."""

import uuid

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import note
from helpdesk.events.unit import current_unit


def stop_looking(member_id: uuid.UUID, *, actor: Actor) -> None:
    """Note that the actor looks as this member no more; whoever is gone meanwhile is none to note."""
    current_unit()
    member = actor.workspace.memberships.select_related("user").filter(pk=member_id).first()
    if member is not None:
        note("member.look_ended", actor=actor, row=member)
