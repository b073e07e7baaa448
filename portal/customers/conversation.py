"""What was said on a ticket, as the customer may read it."""

import datetime
from dataclasses import dataclass, field

from django.urls import reverse

from helpdesk.accounts.actors import Actor
from portal.customers.words import author_of, requester_of
from portal.files.listed import Listed, by_comment
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
    files: list[Listed] = field(default_factory=list)


def conversation(ticket: Ticket, actor: Actor) -> list[Message]:
    """The request and every answer that the actor may see, oldest first."""
    files = by_comment(files_of(ticket))
    request = Message(
        requester_of(ticket, actor),
        ticket.requester.display_name,
        False,
        ticket.created_at,
        ticket.body,
        ticket.body_format,
        files.get("", []),
    )
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
                files=files.get(str(comment.pk), []),
            )
            for comment in ticket.comments.visible_to(actor).oldest_first()
        ),
    ]


def files_of(ticket: Ticket) -> list[Listed]:
    """All files of a ticket, oldest first, with their addresses below the ticket's own; what stands below a note is
    left out where the note is."""
    rows = ticket.files.order_by("created_at", "id").values_list("pk", "comment_id", "file__name", "file__size")
    place = [ticket.workspace.slug, ticket.reference]
    return [
        Listed(name, size, reverse("portal-ticket-file", args=[*place, pk]), str(comment_id or ""))
        for pk, comment_id, name, size in rows
    ]
