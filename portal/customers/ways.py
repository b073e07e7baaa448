"""What let a reader in to a ticket's page."""

import datetime
import uuid
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from helpdesk.accounts.actors import Actor, signed_in_actor
from helpdesk.accounts.models import Workspace
from portal.customers.account.session import session_of
from tickets.actions.request_link import REFERENCE
from tickets.magic_links import OpenedLink
from tickets.merged import destination_of
from tickets.models import Ticket

# Signed in: by the one who asked, or by a colleague of theirs.
SESSION, COLLEAGUE = "session", "colleague"


@dataclass(frozen=True)
class Way:
    """``purpose`` is a mailed link's, or SESSION, or COLLEAGUE; ``pk`` tells one way from another."""

    purpose: str
    pk: uuid.UUID
    expires_at: datetime.datetime


@dataclass(frozen=True)
class Entry:
    """A way in with what it opens. ``token`` is that of a link."""

    way: Way
    ticket: Ticket
    actor: Actor
    token: str = ""


def by_link(token: str, opened: OpenedLink) -> Entry:
    """The entry of an opened link."""
    link = opened.link
    return Entry(Way(link.purpose, link.pk, link.expires_at), opened.ticket, opened.actor, token)


def by_session(request: HttpRequest, workspace: Workspace, reference: str) -> Entry | None:
    """The entry of whoever is signed in and may see the ticket, or the one that it was merged into."""
    number, session = REFERENCE.fullmatch(reference), session_of(request, workspace)
    if number is None or session is None:
        return None
    actor = signed_in_actor(session.customer, workspace)
    visible = workspace.tickets.visible_to(actor)
    ticket: Ticket | None = visible.select_related("requester").filter(number=int(number[1])).first()
    if ticket is None:
        return None
    ticket.workspace = workspace
    destination = destination_of(ticket)
    if destination.requester_id == ticket.requester_id and visible.filter(pk=destination.pk).exists():
        ticket = destination
    purpose = SESSION if ticket.requester_id == actor.id else COLLEAGUE
    return Entry(Way(purpose, session.pk, session.expires_at), ticket, actor)


def why_not(purpose: str) -> str:
    """Why a way is not enough for what was tried, in a sentence."""
    if purpose == COLLEAGUE:
        return _("Only the colleague who asked can do this.")
    if purpose == "rating":
        return _("This link lets you rate only. The link in our other mails opens everything.")
    return _("This link lets you read only.")
