"""Check an address and password, more slowly the more often it was wrong."""

from dataclasses import dataclass

from helpdesk.accounts.members.persons import audit_person
from helpdesk.accounts.models import User
from helpdesk.accounts.signing_in.later import do_later
from helpdesk.accounts.signing_in.passwords import check_password
from helpdesk.accounts.signing_in.totp import authenticator_of
from helpdesk.events.unit import current_unit

SIGN_IN_FAILED = "accounts.note_failed_sign_in"


@dataclass(frozen=True)
class SignInResult:
    """``user`` when the password was right; otherwise None, with the seconds to wait before the next try counts.

    ``needs_code``: nobody is signed in yet, the second factor comes next (``confirm_sign_in``).
    """

    user: User | None
    wait_seconds: int = 0
    needs_code: bool = False


def sign_in(*, email: str, password: str, client: str) -> SignInResult:
    """Who this is. Unknown address, wrong password and inactive account are not told apart, nor by their timing."""
    current_unit()
    checked = check_password(email=email, password=password, client=client)
    if checked.user is None:
        if checked.was_tried:
            note_failure(email)
        return SignInResult(user=None, wait_seconds=checked.wait_seconds)
    if authenticator_of(checked.user) is not None:
        return SignInResult(user=checked.user, needs_code=True)
    audit_person("member.signed_in", checked.user)
    return SignInResult(user=checked.user)


def note_failure(email: str) -> None:
    """Have the failure written into the audit logs of those whom it concerns, if anybody: later, so that an address
    nobody has costs the same time."""
    unit = current_unit()
    do_later(SIGN_IN_FAILED, email=email, address=unit.origin, at=unit.now.isoformat())
