"""Note that somebody could not sign in."""

from helpdesk.accounts.members.persons import audit_person
from helpdesk.accounts.models import User
from helpdesk.accounts.signing_in.guesses import one_spelling
from helpdesk.events.unit import current_unit


def note_failed_sign_in(*, email: str) -> None:
    """An entry in the audit log of each workspace in which whoever has this address works; nobody, no entry."""
    current_unit()
    user = User.objects.filter(email=one_spelling(email)).first()
    if user is not None:
        audit_person("member.sign_in_failed", user, by_themselves=False)
