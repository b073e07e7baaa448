"""The mail with a fresh link, for a customer who asked for one."""

from typing import Any

from helpdesk.events.models import Event
from tickets.magic_links import make_link
from tickets.mail.addresses import greeting_name
from tickets.mail.handlers import to_requester
from tickets.mail.occasion import ticket_of
from tickets.mail.outbox import queue_mail
from tickets.models import OutboundMail


def mail_requested_link(event: Event) -> None:
    """``ticket.link_requested``: the requester gets a fresh link to the ticket's page."""
    ticket = ticket_of(event)
    if ticket is None:
        return

    def context() -> dict[str, Any]:
        return {
            "name": greeting_name(ticket.requester.name),
            "link": make_link(ticket, customer=ticket.requester),
        }

    queue_mail(event, ticket, to_requester(ticket, OutboundMail.Kind.LINK, context))
