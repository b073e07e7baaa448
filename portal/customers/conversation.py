"""What was said on a ticket, as the customer may read it."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from helpdesk.accounts.actors import Actor
from portal.customers.words import author_of
from tickets.models import Ticket


@dataclass(frozen=True)
class Message:
    """One entry of the conversation: ``author`` is written above it, the picture is made of ``name``."""

    author: str
    name: str
    is_ours: bool
    at: datetime.datetime
    body: str
    body_format: str


def conversation(ticket: Ticket, actor: Actor) -> list[Message]:
    """The request and every answer that the actor may see, oldest first."""
    request = Message(_("You"), actor.name, False, ticket.created_at, ticket.body, ticket.body_format)
    return [
        request,
        *(
            Message(
                author=author_of(comment, actor),
                name=comment.author_name,
                is_ours=comment.author_kind != "customer",
                at=comment.created_at,
                body=comment.body,
                body_format=comment.body_format,
            )
            for comment in ticket.comments.visible_to(actor).oldest_first()
        ),
    ]
