"""The mails by which members are told at once."""

from collections.abc import Mapping
from typing import Any

from helpdesk.accounts.models import Membership
from tickets.mail.addresses import short_name
from tickets.mail.links import choices_address, desk_address
from tickets.mail.outbox import Letter
from tickets.mail.quotes import mark, shorten
from tickets.models import Notice, OutboundMail
from tickets.notices.occasion import Occasion

MAILS: Mapping[str, OutboundMail.Kind] = {
    Notice.Kind.MENTION: OutboundMail.Kind.MENTION,
    Notice.Kind.ASSIGNED: OutboundMail.Kind.ASSIGNED,
    Notice.Kind.REPLY: OutboundMail.Kind.ANSWERED,
    Notice.Kind.NOTE: OutboundMail.Kind.NOTE,
    Notice.Kind.RATING: OutboundMail.Kind.RATED,
}


def letter_to(member: Membership, kind: str, occasion: Occasion) -> Letter:
    """The letter to a member, in the name of the workspace."""
    ticket, comment = occasion.ticket, occasion.comment

    def context() -> dict[str, Any]:
        rating = occasion.rating
        said = shorten(comment.body if comment else rating.comment if rating else ticket.body)
        return {
            "name": short_name(member.user.name),
            "author": short_name(occasion.who),
            "customer": short_name(ticket.requester.display_name),
            "is_note": comment is not None and comment.is_internal,
            "score": rating.score if rating else None,
            "said": said,
            "said_marked": mark(said),
            "link": desk_address(ticket),
            "choices_link": choices_address(ticket.workspace),
        }

    return Letter(
        MAILS[kind],
        to=member.user.email,
        from_name=short_name(ticket.workspace.name),
        context=context,
        language=member.user.language,
    )
