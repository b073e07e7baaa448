"""Headers of our mails: fixed when a mail is queued, so that a repeat is recognisably the same."""

import secrets

from django.conf import settings
from django.utils.crypto import salted_hmac

from helpdesk.accounts.models import Workspace
from helpdesk.lib.ids import to_typeid
from tickets.mail.addresses import header_text
from tickets.models import OutboundMail, Ticket

LOOP_HEADER = "X-Helpdesk-Loop"


def new_message_id() -> str:
    """Not to be guessed (128 bits): an answer that names it is an answer to us.

    Short, so that the header needs no second line, which some servers take for a missing Message-ID.
    """
    return f"<{secrets.token_hex(16)}@{settings.MAIL_DOMAIN}>"


def thread_id(ticket: Ticket) -> str:
    """What every mail of a ticket refers to, so that mail programs show them as one conversation. Not to be guessed."""
    proof = salted_hmac("tickets.mail.thread", ticket.pk.hex, algorithm="sha256").hexdigest()[:32]
    return f"<{proof}@{settings.MAIL_DOMAIN}>"


def subject_line(ticket: Ticket) -> str:
    """The same for every mail of a ticket."""
    return f"[{ticket.reference}] {header_text(ticket.subject)}"


def headers_for(ticket: Ticket, kind: str) -> dict[str, str]:
    """Thread, and the signs by which other machines know that no person pressed *send*: they must not answer."""
    is_answer = kind == OutboundMail.Kind.CONFIRMATION
    return {
        "In-Reply-To": thread_id(ticket),
        "References": thread_id(ticket),
        "Auto-Submitted": "auto-replied" if is_answer else "auto-generated",
        "X-Auto-Response-Suppress": "All",
        LOOP_HEADER: to_typeid("wks", ticket.workspace_id),
    }


def personal_headers(workspace: Workspace) -> dict[str, str]:
    """The same signs, on a mail to somebody that belongs to no conversation."""
    return {
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        LOOP_HEADER: to_typeid("wks", workspace.pk),
    }
