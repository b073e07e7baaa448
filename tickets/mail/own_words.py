"""A workspace's own words, put into a mail about a ticket."""

from dataclasses import dataclass

from tickets.mail.addresses import greeting_name, header_text
from tickets.mail.headers import subject_line
from tickets.models import MailWording, Ticket
from tickets.wording import KINDS, fill


@dataclass(frozen=True)
class OwnWords:
    """``opening`` is empty where the product's own stands."""

    subject: str
    opening: str


def own_words(ticket: Ticket, kind: str, *, language: str) -> OwnWords:
    """Subject and opening of a mail of this kind in this language."""
    found = None
    if kind in set(KINDS):
        found = ticket.workspace.mail_wordings.filter(kind=kind, language=language).first()
    return worded(ticket, found)


def worded(ticket: Ticket, wording: MailWording | None) -> OwnWords:
    """The same with words that are at hand."""
    if wording is None:
        return OwnWords(subject_line(ticket), "")
    values = {
        "name": greeting_name(ticket.requester.name),
        "reference": ticket.reference,
        "subject": header_text(ticket.subject),
        "company": ticket.workspace.brand_name or ticket.workspace.name,
    }
    subject = header_text(fill(wording.subject, values)) if wording.subject else subject_line(ticket)
    return OwnWords(subject, fill(wording.opening, values))
