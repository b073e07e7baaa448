"""The second step of signing in: a code."""

from helpdesk.accounts.members.persons import audit_person
from helpdesk.accounts.models import User
from helpdesk.accounts.signing_in.guesses import Guesses, of_code
from helpdesk.accounts.signing_in.passwords import Checked
from helpdesk.accounts.signing_in.totp import authenticator_of, take_code, take_recovery_code


def confirm_sign_in(user: User, *, code: str, client: str) -> Checked:
    """Whether the code is right: the app's of now, or a recovery code, which is used up by it.

    Failures are counted like those of passwords, so its unit of work must commit.
    """
    guesses = Guesses(of_code(user.pk), client=client)
    wait = guesses.wait_seconds()
    if wait:
        return Checked(user=None, wait_seconds=wait, was_tried=False)
    step = step_taken(user, code) if user.is_active else ""
    if not step:
        audit_person("member.sign_in_failed", user, by_themselves=False, after={"step": "code"})
        return Checked(user=None, wait_seconds=guesses.failed())
    guesses.succeeded()
    audit_person("member.signed_in", user, after={"step": step})
    return Checked(user=user)


def step_taken(user: User, code: str) -> str:
    """By what the code proves who it is: ``code``, ``recovery_code``, or nothing."""
    authenticator = authenticator_of(user)
    if authenticator is None:
        return ""
    if take_code(authenticator, code):
        return "code"
    return "recovery_code" if take_recovery_code(user, code) else ""
