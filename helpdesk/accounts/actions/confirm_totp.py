"""Switch sign-in codes on."""

from dataclasses import dataclass, field

from helpdesk.accounts.actions.make_recovery_codes import replace_codes
from helpdesk.accounts.members.persons import audit_person, record_person
from helpdesk.accounts.models import Authenticator, User
from helpdesk.accounts.signing_in.guesses import Guesses, of_code
from helpdesk.accounts.signing_in.sessions import end_sessions
from helpdesk.accounts.signing_in.totp import take_code


@dataclass(frozen=True)
class SwitchedOn:
    """``codes`` are the recovery codes, shown this once; none when the code was wrong."""

    codes: list[str] = field(default_factory=list)
    wait_seconds: int = 0


def confirm_totp(user: User, *, code: str, client: str, keep_session: str | None) -> SwitchedOn:
    """From now on signing in asks for a code. Sessions opened without one end, but for the one named.

    A wrong code is counted like a failed sign-in, so its unit of work must commit.
    """
    guesses = Guesses(of_code(user.pk), client=client)
    wait = guesses.wait_seconds()
    if wait:
        return SwitchedOn(wait_seconds=wait)
    begun = Authenticator.objects.select_for_update().filter(user=user, confirmed_at=None).first()
    if begun is None or not take_code(begun, code):
        return SwitchedOn(wait_seconds=guesses.failed())
    guesses.succeeded()
    begun.confirmed_at = guesses.now
    begun.save(update_fields=["confirmed_at"])
    codes = replace_codes(user)
    end_sessions(user, keep=keep_session)
    audit_person("member.totp_enabled", user)
    record_person("member.totp_enabled", user)
    return SwitchedOn(codes=codes)
