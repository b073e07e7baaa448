"""Change what stands under a member's replies."""

from helpdesk.accounts.models import Membership
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Invalid
from helpdesk.lib.text import is_storable

MAX_SIGNATURE = 1000


def change_signature(membership: Membership, *, text: str) -> Membership:
    """The member with this signature, in this workspace only. Raises Invalid for one that is too long or no text."""
    current_unit()
    tidy = text.replace("\r\n", "\n").strip()
    if len(tidy) > MAX_SIGNATURE or not is_storable(tidy):
        raise Invalid(
            "That signature cannot be used", field="signature", hint=f"Use up to {MAX_SIGNATURE} characters of text"
        )
    if tidy != membership.signature:
        membership.signature = tidy
        membership.save(update_fields=["signature"])
    return membership
