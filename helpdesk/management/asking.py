"""Questions that commands ask at the terminal, unless they were answered beforehand."""

import getpass
import os
import sys

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError

from helpdesk.accounts.models import User
from helpdesk.lib.text import clean_email


def ask(given: str | None, question: str, proposal: str = "") -> str:
    """The given answer, or one typed now. Raises CommandError when nobody is there to ask."""
    if given:
        return given.strip()
    if not sys.stdin.isatty():
        if proposal:
            return proposal
        raise CommandError(f"{question}: not given, and there is no terminal to ask at. See --help.")
    answer = input(f"{question}{f' [{proposal}]' if proposal else ''}: ").strip() or proposal
    return answer or ask(given, question, proposal)


def address(text: str) -> str:
    """One plain e-mail address. Raises CommandError."""
    try:
        return clean_email(text)
    except ValueError as error:
        raise CommandError(f"{text} is no e-mail address. Use one such as ana@example.com.") from error


def ask_password(email: str, name: str) -> str:
    """A password good enough, from SETUP_PASSWORD or typed twice. Raises CommandError with what to change."""
    password = os.environ.get("SETUP_PASSWORD", "")
    if not password:
        if not sys.stdin.isatty():
            raise CommandError(f"Give the password of {email} in SETUP_PASSWORD, or run this at a terminal.")
        password = getpass.getpass(f"Password of {email}: ")
        if getpass.getpass("The same again: ") != password:
            raise CommandError("The two passwords differ. Run this again.")
    try:
        validate_password(password, User(email=email, name=name))
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error
    return password
