"""From the link of an invitation to the invitation."""

from helpdesk.accounts.models import Invitation
from helpdesk.accounts.signing_in.links import INVITATION, row_named
from helpdesk.lib.errors import Unauthenticated


def open_invitation(token: str) -> Invitation:
    """The invitation that a token names, while it may be accepted; nothing is used up. Raises Unauthenticated."""
    row_id = row_named(token, purpose=INVITATION)
    found = (
        Invitation.objects.across_workspaces("the link names the invitation, and that the workspace")
        .select_related("workspace", "custom_role", "invited_by__user")
        .filter(pk=row_id)
        .first()
    )
    if found is None:
        raise Unauthenticated
    if found.accepted_at or found.revoked_at:
        raise Unauthenticated(code="link_expired")
    return found
