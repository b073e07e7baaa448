"""The mailboxes of a demo: what was sent to whom, and the links in it."""

import email
import html
import re
import time
from email.message import EmailMessage
from email.policy import default

from tests.journeys.demo import Demo

MAIL_SECONDS = 30


def mail_to(demo: Demo, address: str, number: int) -> EmailMessage:
    """The n-th mail to an address, counted from 1."""
    deadline = time.monotonic() + MAIL_SECONDS
    while time.monotonic() < deadline:
        paths = sorted((demo.home / "mail").glob("*.eml"))
        mails = [email.message_from_bytes(path.read_bytes(), policy=default) for path in paths]
        found = [mail for mail in mails if address in str(mail["To"])]
        if len(found) >= number:
            return found[number - 1]
        time.sleep(0.2)
    raise AssertionError(f"no mail number {number} to {address}")


def text_of(mail: EmailMessage) -> str:
    """The text part."""
    part = mail.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def link_in(mail: EmailMessage, holding: str = "?t=") -> str:
    """The first link of the HTML part that holds some text."""
    part = mail.get_body(("html",))
    assert part is not None
    links = [html.unescape(link) for link in re.findall(r'href="(http[^"]+)"', str(part.get_content()))]
    return next(link for link in links if holding in link)
