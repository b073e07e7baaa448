"""The mails that FileBackend wrote, read back."""

import email
import re
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from django.conf import settings
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from helpdesk.lib.text import preview_of

SHOWN = 200
ADDRESS = re.compile(r"https?://[^\s<>\"]+")


@dataclass(frozen=True)
class StoredMail:
    """One ``.eml`` file, parsed."""

    name: str
    message: EmailMessage

    @property
    def headers(self) -> dict[str, str]:
        """What lists show, by name."""
        return {name: str(self.message[name] or "") for name in ("subject", "to", "cc", "date")}

    @property
    def first_words(self) -> str:
        """How the text begins: the mails of one ticket share their subject."""
        return preview_of(self.part("plain"), 120)

    @property
    def all_headers(self) -> list[tuple[str, str]]:
        """Every header line in its order."""
        return [(name, str(value)) for name, value in self.message.items()]

    @property
    def text(self) -> SafeString:
        """The plain part, escaped, its addresses made into links."""
        return with_links(self.part("plain"))

    @property
    def html(self) -> str:
        """The HTML part as it was sent."""
        return self.part("html")

    def part(self, kind: str) -> str:
        """The text of the part ``plain`` or ``html``; empty when there is none."""
        body = self.message.get_body((kind,))
        return str(body.get_content()) if body else ""


def stored_mails() -> list[StoredMail]:
    """The newest mails, by when they were written."""
    paths = sorted(mail_directory().glob("[!.]*.eml"), key=lambda path: path.stat().st_mtime_ns, reverse=True)[:SHOWN]
    return [mail for path in paths if (mail := stored_mail(path.name))]


def stored_mail(name: str) -> StoredMail | None:
    """The mail in a file of this name, None when there is none; a name with a path in it never is one."""
    path = mail_directory() / name
    if Path(name).name != name or not name.endswith(".eml") or name.startswith(".") or not path.is_file():
        return None
    message = email.message_from_bytes(path.read_bytes(), _class=EmailMessage, policy=default)
    return StoredMail(name=name, message=message)


def mail_directory() -> Path:
    """Where FileBackend writes."""
    return Path(settings.MAIL_DIRECTORY)


def with_links(text: str) -> SafeString:
    """Escape a text and make its web addresses clickable."""
    parts, end = [], 0
    for found in ADDRESS.finditer(text):
        address = escape(found.group())
        parts += [escape(text[end : found.start()]), f'<a href="{address}" rel="noreferrer">{address}</a>']
        end = found.end()
    return mark_safe("".join([*parts, escape(text[end:])]))  # noqa: S308 - every part was escaped just above
