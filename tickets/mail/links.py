"""Addresses that stand in mails, beside the customer's own link."""

from dataclasses import dataclass

from django.conf import settings

from helpdesk.accounts.models import Workspace
from tickets.magic_links import make_link
from tickets.models import MagicLink, Ticket

FACES = ((1, "😞"), (2, "😕"), (3, "😐"), (4, "😊"), (5, "😀"))


@dataclass(frozen=True)
class Face:
    """One of the five answers to *how was it?*; its link opens the page with the score chosen, storing nothing."""

    score: int
    face: str
    link: str


def desk_address(ticket: Ticket) -> str:
    """Where a member sees the ticket, after signing in."""
    return f"{settings.BASE_URL}/desk/{ticket.workspace.slug}/tickets/{ticket.reference}"


def inbox_address(workspace: Workspace) -> str:
    """Where a member finds what concerns him."""
    return f"{settings.BASE_URL}/desk/{workspace.slug}/inbox"


def choices_address(workspace: Workspace) -> str:
    """Where a member chooses what to be told, and how."""
    return f"{inbox_address(workspace)}/choices"


def rating_link(ticket: Ticket) -> str:
    """A fresh link with which the requester may rate once."""
    return make_link(ticket, customer=ticket.requester, purpose=MagicLink.Purpose.RATING)


def faces_of(link: str) -> list[Face]:
    """The five answers behind one rating link."""
    return [Face(score=score, face=face, link=f"{link}&score={score}") for score, face in FACES]
