"""What a failed attempt means."""

import smtplib

import pytest

from tickets.mail.failures import failure_of


@pytest.mark.parametrize(
    ("error", "is_permanent", "words"),
    [
        (smtplib.SMTPDataError(554, b"5.6.0 Spam"), True, "554 5.6.0 Spam"),
        (smtplib.SMTPDataError(451, b"4.3.0 Later"), False, "451 4.3.0 Later"),
        (smtplib.SMTPAuthenticationError(535, b"5.7.8 Wrong password"), False, "535"),
        (smtplib.SMTPSenderRefused(550, b"5.7.1 Not yours", "help@acme.example"), False, "550 5.7.1 Not yours"),
        (smtplib.SMTPServerDisconnected("Connection unexpectedly closed"), False, "unexpectedly closed"),
        (ConnectionRefusedError(111, "Connection refused"), False, "Connection refused"),
        (TimeoutError("timed out"), False, "timed out"),
        (RuntimeError("secret of a library"), False, "RuntimeError"),
    ],
)
def test_only_what_no_setting_can_mend_is_permanent(error: Exception, is_permanent: bool, words: str) -> None:
    failure = failure_of(error)
    assert failure.is_permanent is is_permanent
    assert words in failure.why
    assert "secret" not in failure.why


def test_an_endless_answer_on_many_lines_becomes_one_short_line() -> None:
    why = failure_of(smtplib.SMTPDataError(550, b"no\r\nBcc: v@x.example\n" * 500)).why
    assert len(why) <= 200
    assert "\n" not in why
    assert "\r" not in why
