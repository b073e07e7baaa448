"""Leave."""

from helpdesk.accounts.members.persons import audit_person
from helpdesk.accounts.models import User
from helpdesk.events.unit import current_unit


def sign_out(user: User) -> None:
    """Note that somebody left; the door forgets the session."""
    current_unit()
    audit_person("member.signed_out", user)
