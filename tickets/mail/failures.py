"""What a failed attempt means: try again, or never; and how to say why in one short line without secrets."""

import smtplib
from dataclasses import dataclass

from helpdesk.lib.text import one_line

MAX_WHY = 200
PERMANENT = range(500, 600)


@dataclass(frozen=True)
class Failure:
    """Why an address did not get a mail."""

    why: str
    is_permanent: bool


UNUSABLE = Failure("An address or header of this mail is not usable", is_permanent=True)


def failure_of(error: Exception) -> Failure:
    """The meaning of an exception that stopped a whole attempt."""
    if isinstance(error, smtplib.SMTPDataError):
        return failure_of_answer(error.smtp_code, error.smtp_error)
    if isinstance(error, smtplib.SMTPResponseException):
        # A refused sign-in or sender is the fault of our settings: they can be mended, and the mail then goes out.
        return Failure(answer_text(error.smtp_code, error.smtp_error), is_permanent=False)
    if isinstance(error, OSError):
        reason = error.strerror or one_line(str(error)) or type(error).__name__
        return Failure(f"The mail could not be handed over: {reason}"[:MAX_WHY], is_permanent=False)
    return Failure(f"The mail could not be handed over ({type(error).__name__})", is_permanent=False)


def failure_of_answer(code: int, text: bytes | str) -> Failure:
    """The meaning of a server's answer to a recipient or to the content."""
    return Failure(answer_text(code, text), is_permanent=code in PERMANENT)


def answer_text(code: int, text: bytes | str) -> str:
    """``550 5.1.1 No such user``."""
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return f"{code} {one_line(words)}"[:MAX_WHY]
