"""Mail an invitation again."""

import datetime

from helpdesk.accounts.actions.kit import chosen_role, take_turns
from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import audit
from helpdesk.accounts.models import Invitation
from helpdesk.events.unit import current_unit, record
from helpdesk.lib.errors import Conflict, NotFound

LIFETIME = datetime.timedelta(days=7)


def resend_invitation(invitation: Invitation, *, actor: Actor) -> Invitation:
    """The invitation, open for another seven days, with a new mail on its way. Raises NotFound, and Conflict for one
    that was accepted or taken back."""
    found = lock_invitation(invitation, actor=actor)
    chosen_role(actor, found.role, found.custom_role)
    audit(
        "invitation.resent",
        actor=actor,
        subject_kind="invitation",
        subject_id=found.pk,
        subject_name=found.email,
    )
    renew(found, actor=actor)
    return found


def lock_invitation(invitation: Invitation, *, actor: Actor) -> Invitation:
    """The invitation as it is now, still open or merely expired. Raises NotFound, Conflict."""
    take_turns(actor.workspace)
    found: Invitation | None = actor.workspace.invitations.filter(pk=invitation.pk).first()
    if found is None:
        raise NotFound("invitation")
    if found.accepted_at or found.revoked_at:
        raise Conflict("This invitation is not open any more", code="invitation_closed", hint="Send a new one")
    return found


def renew(invitation: Invitation, *, actor: Actor) -> None:
    """Let it be open for seven days from now, and have it mailed."""
    invitation.expires_at = current_unit().now + LIFETIME
    invitation.save(update_fields=["expires_at"])
    record(
        "invitation.sent",
        workspace_id=actor.workspace.id,
        subject_kind="invitation",
        subject_id=invitation.pk,
        actor=actor,
        internal=True,
        data={"role": invitation.role},
    )
