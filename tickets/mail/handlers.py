"""What a customer is told after which event. Handlers may run late or twice: the outbox keeps one mail for each event.

A link with a token goes to the requester alone: never into a mail that others get too.
"""

from typing import Any

from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from helpdesk.events.models import Event
from helpdesk.lib.languages import first_spoken
from helpdesk.lib.markdown import to_html
from tickets.magic_links import make_link, page_address
from tickets.mail.addresses import greeting_name, is_robot, short_name
from tickets.mail.links import faces_of, rating_link
from tickets.mail.occasion import public_comment_of, ticket_of
from tickets.mail.outbox import Context, Letter, queue_mail
from tickets.mail.quotes import quotes_before
from tickets.models import Comment, OutboundMail, Ticket, TicketFile
from tickets.status import DONE, Status
from tickets.surveys.asking import claim_survey


def confirm_ticket(event: Event) -> None:
    """``ticket.created``: the requester gets the number and a link to follow it."""
    ticket = ticket_of(event)
    if ticket is None or is_robot(ticket.requester.email):
        return
    by_us = event.actor_kind == "member"

    def context() -> dict[str, Any]:
        return {
            "name": greeting_name(ticket.requester.name),
            "opened_by_us": by_us,
            # What strangers called their files goes to nobody's mailbox.
            "files": file_names(ticket.files.filter(comment=None)) if by_us else [],
            "link": make_link(ticket, customer=ticket.requester),
        }

    queue_mail(event, ticket, to_requester(ticket, OutboundMail.Kind.CONFIRMATION, context))


def mail_reply(event: Event) -> None:
    """``ticket.comment_added`` by us: the reply goes to the requester, and in copy to the ticket's CC."""
    ticket = ticket_of(event)
    comment = public_comment_of(event, ticket) if ticket else None
    if ticket is None or comment is None or comment.author_kind == "customer":
        return

    def context() -> dict[str, Any]:
        alone = not ticket.cc_emails
        return {
            "author": short_name(comment.author_name),
            "comment": comment,
            "comment_html": to_html(comment.body, comment.body_format),
            "signature": comment.author_member.signature if comment.author_member else "",
            "quotes": quotes_before(ticket, comment),
            "files": file_names(comment.files.all()),
            "has_token": alone,
            "link": make_link(ticket, customer=ticket.requester) if alone else page_address(ticket),
        }

    letter = Letter(
        kind=OutboundMail.Kind.REPLY,
        to=ticket.requester.email,
        cc=list(ticket.cc_emails),
        from_name=sender_of(comment, ticket),
        context=context,
        language=ticket.requester.language,
    )
    queue_mail(event, ticket, letter)


def mail_resolution(event: Event) -> None:
    """``ticket.status_changed`` to resolved: the requester is told, while it still is so, and asked how it was where
    the workspace does not wait with that."""
    ticket = ticket_of(event)
    if ticket is None or event.data["after"] != Status.RESOLVED or ticket.status not in DONE:
        return

    def context() -> dict[str, Any]:
        asks_now = not ticket.workspace.survey_delay_minutes and claim_survey(ticket)
        rating = rating_link(ticket) if asks_now else ""
        return {
            "name": greeting_name(ticket.requester.name),
            "link": make_link(ticket, customer=ticket.requester),
            "rating_link": rating,
            "faces": faces_of(rating) if rating else [],
        }

    queue_mail(event, ticket, to_requester(ticket, OutboundMail.Kind.RESOLVED, context))


def file_names(files: QuerySet[TicketFile]) -> list[str]:
    """As the mail names them."""
    return list(files.order_by("created_at", "id").values_list("file__name", flat=True))


def to_requester(ticket: Ticket, kind: OutboundMail.Kind, context: Context) -> Letter:
    """A letter to the requester alone, in the name of the workspace."""
    return Letter(
        kind,
        to=ticket.requester.email,
        from_name=short_name(ticket.workspace.name),
        context=context,
        language=ticket.requester.language,
    )


def sender_of(comment: Comment, ticket: Ticket) -> str:
    """``Alice at Acme``; only ``Acme`` where no person wrote."""
    workspace = short_name(ticket.workspace.name)
    if comment.author_kind == "system":
        return workspace
    with translation.override(first_spoken(ticket.requester.language, otherwise=ticket.workspace.language)):
        return _("%(person)s at %(company)s") % {"person": short_name(comment.author_name), "company": workspace}
