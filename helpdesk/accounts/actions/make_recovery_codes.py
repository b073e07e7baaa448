"""New recovery codes in place of the old."""

from dataclasses import dataclass, field

from helpdesk.accounts.members.persons import audit_person, record_person
from helpdesk.accounts.models import RecoveryCode, User
from helpdesk.accounts.signing_in.passwords import check_password
from helpdesk.accounts.signing_in.totp import authenticator_of, new_recovery_codes, recovery_digest
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Conflict


@dataclass(frozen=True)
class MadeCodes:
    """``codes`` are shown this once; none when the password was wrong."""

    codes: list[str] = field(default_factory=list)
    wait_seconds: int = 0


def make_recovery_codes(user: User, *, password: str, client: str) -> MadeCodes:
    """Ten codes, each good once in place of the app's; earlier ones work no more.

    A wrong password is counted like a failed sign-in, so its unit of work must commit. Raises Conflict while signing in
    asks for no code.
    """
    current_unit()
    if authenticator_of(user) is None:
        raise Conflict("Sign-in codes are off", code="totp_is_off")
    checked = check_password(email=user.email, password=password, client=client)
    if checked.user is None:
        return MadeCodes(wait_seconds=checked.wait_seconds)
    codes = replace_codes(user)
    audit_person("member.recovery_codes_made", user)
    record_person("member.recovery_codes_made", user)
    return MadeCodes(codes=codes)


def replace_codes(user: User) -> list[str]:
    """Store ten new codes; returns them as they are shown."""
    codes = new_recovery_codes()
    user.recovery_codes.all().delete()
    user.recovery_codes.bulk_create(RecoveryCode(user=user, digest=recovery_digest(user, code)) for code in codes)
    return codes
