"""Take an invitation back."""

from helpdesk.accounts.actions.kit import take_turns
from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import note
from helpdesk.accounts.models import Invitation
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Conflict, NotFound


def revoke_invitation(invitation: Invitation, *, actor: Actor) -> None:
    """From now on its link opens nothing. Repeating it is harmless. Raises NotFound, and Conflict for one that was
    accepted: then there is a member to deactivate."""
    now = current_unit().now
    take_turns(actor.workspace)
    found = actor.workspace.invitations.filter(pk=invitation.pk).first()
    if found is None:
        raise NotFound("invitation")
    if found.accepted_at:
        raise Conflict("This invitation was accepted", code="invitation_closed", hint="Deactivate the member instead")
    if found.revoked_at:
        return
    found.revoked_at = now
    found.save(update_fields=["revoked_at"])
    note("invitation.revoked", actor=actor, row=found, name=found.email)
