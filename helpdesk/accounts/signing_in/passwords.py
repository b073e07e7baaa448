"""What a password must be, and how one is checked."""

from dataclasses import dataclass

from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from helpdesk.accounts.models import User
from helpdesk.accounts.signing_in.guesses import Guesses, of_password
from helpdesk.lib.errors import Invalid
from helpdesk.lib.text import is_storable

MAX_PASSWORD = 1000


@dataclass(frozen=True)
class Checked:
    """``user`` when the password was right; otherwise None, with the seconds to wait before the next try counts.

    ``was_tried`` is False when it was not even looked at, because of earlier failures.
    """

    user: User | None
    wait_seconds: int = 0
    was_tried: bool = True


def check_password(*, email: str, password: str, client: str) -> Checked:
    """Whose password this is. Unknown address, wrong password and inactive account are not told apart, nor by their
    timing. It counts failures, so its unit of work must commit."""
    guesses = Guesses(of_password(email), client=client)
    wait = guesses.wait_seconds()
    if wait:
        return Checked(user=None, wait_seconds=wait, was_tried=False)
    user = authenticate(username=email, password=password) if can_be_checked(password) else None
    if isinstance(user, User):
        guesses.succeeded()
        return Checked(user=user)
    return Checked(user=None, wait_seconds=guesses.failed())


def can_be_checked(password: str) -> bool:
    """Whether it is text, and not so long that hashing it is an attack."""
    return len(password) <= MAX_PASSWORD and is_storable(password)


def require_good_password(password: str, user: User) -> None:
    """Raises Invalid for a password that is easily guessed, or no text."""
    if not can_be_checked(password):
        raise Invalid("That password cannot be used", field="password", hint=f"Use up to {MAX_PASSWORD} characters")
    try:
        validate_password(password, user)
    except ValidationError as error:
        first, *others = error.messages
        raise Invalid(first.rstrip("."), field="password", hint=" ".join(others).rstrip(".")) from error
