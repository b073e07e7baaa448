"""Names and addresses as they may stand in a header or a greeting, and addresses that must not be written to."""

import re
from collections.abc import Iterable

from django.db.models.functions import Lower

from helpdesk.accounts.models import Workspace
from helpdesk.lib.text import one_line

MAX_NAME = 60
ROBOT = re.compile(r"(?:mailer-daemon|no[-_.]?reply|do[-_.]?not[-_.]?reply)(?:[-+._]|@|$)", re.IGNORECASE)
ADDRESS_LIKE = re.compile(r"://|www\.|@", re.IGNORECASE)


def header_text(text: str) -> str:
    """One line, in which a mail program finds no encoded word to decode into something else."""
    return one_line(text).replace("=?", "= ?")


def mailbox(name: str, email: str) -> str:
    """``"Alice at Acme" <support@acme.example>``; the mail library encodes what is not ASCII."""
    quoted = header_text(name).replace("\\", r"\\").replace('"', r"\"")
    return f'"{quoted}" <{one_line(email)}>'


def short_name(name: str) -> str:
    """A name of at most 60 characters on one line."""
    tidy = header_text(name)
    return tidy if len(tidy) <= MAX_NAME else tidy[: MAX_NAME - 1].rstrip() + "…"


def greeting_name(name: str) -> str:
    """The name to greet somebody by, or nothing.

    Whoever fills in a public form chooses both name and recipient: a name that carries an address is advertising.
    """
    return "" if ADDRESS_LIKE.search(name) else short_name(name)


def is_robot(email: str) -> bool:
    """Whether nobody reads what is sent there, so that an automatic answer could only start a loop."""
    return ROBOT.match(email) is not None


def our_addresses(emails: Iterable[str]) -> set[str]:
    """Those of the addresses that are a workspace's own: a helpdesk never writes to a helpdesk of this installation."""
    wanted = {email.lower() for email in emails}
    ours = Workspace.objects.annotate(address=Lower("support_email")).filter(address__in=wanted)
    return set(ours.values_list("address", flat=True))
