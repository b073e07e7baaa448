"""What was said just before, shortened: so that a reply can be understood without opening the page."""

import datetime
from dataclasses import dataclass

from django.db.models import Q

from tickets.models import Comment, Ticket

MESSAGES = 2
MAX_LINES = 8
MAX_CHARACTERS = 600


@dataclass(frozen=True)
class Quote:
    """One earlier public message."""

    name: str
    at: datetime.datetime
    text: str

    @property
    def marked(self) -> str:
        """For plain text."""
        return mark(self.text)


def quotes_before(ticket: Ticket, comment: Comment) -> list[Quote]:
    """The last public messages before a comment, newest first; the request itself is the first message of a ticket."""
    earlier = Q(created_at__lt=comment.created_at) | Q(created_at=comment.created_at, id__lt=comment.pk)
    said = ticket.comments.filter(earlier, is_internal=False).order_by("-created_at", "-id")[:MESSAGES]
    quotes = [Quote(name=one.author_name, at=one.created_at, text=shorten(one.body)) for one in said]
    if len(quotes) < MESSAGES:
        quotes.append(Quote(name=ticket.requester.display_name, at=ticket.created_at, text=shorten(ticket.body)))
    return quotes


def shorten(text: str) -> str:
    """The first lines of a text."""
    lines = text.strip().splitlines()
    short = "\n".join(lines[:MAX_LINES])[:MAX_CHARACTERS].rstrip()
    return short if short == "\n".join(lines) else short + " …"


def mark(text: str) -> str:
    """Put ``>`` before each line, as mail programs do."""
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())
