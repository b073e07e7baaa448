"""Members hear of what concerns them. Each handler may run late or twice: a member gets one notice of an event, and one
mail with it."""

import datetime

from helpdesk.accounts.members.notices import Way, way_of
from helpdesk.accounts.models import Membership
from helpdesk.events.models import Event
from helpdesk.events.unit import current_unit
from tickets.mail.outbox import queue_mail
from tickets.models import Notice
from tickets.notices.letters import letter_to
from tickets.notices.occasion import Occasion, assignment_occasion, comment_occasion, low_rating_occasion
from tickets.one_of_many import is_one_of_many
from workflow.audience import members_who_see

# How long a notice waits in the inbox before it counts as not seen.
PATIENCE = datetime.timedelta(minutes=15)


def tell_of_comment(event: Event) -> None:
    """``ticket.comment_added``: assignee, watchers and whom it mentions are told."""
    tell(event, comment_occasion(event))


def tell_new_assignee(event: Event) -> None:
    """``ticket.assigned``: the new assignee is told, unless it was the member's own doing or is no longer so."""
    tell(event, assignment_occasion(event))


def tell_of_low_rating(event: Event) -> None:
    """``ticket.rated_low``: whoever has the ticket is told."""
    tell(event, low_rating_occasion(event))


def tell(event: Event, occasion: Occasion | None) -> None:
    """Write the notices, and the mails of those who want them at once; of spam and tests nobody hears."""
    if occasion is None or occasion.ticket.is_spam or occasion.ticket.is_test or not occasion.kinds:
        return
    ticket = occasion.ticket
    hearing = members_who_see(ticket.queue).filter(pk__in=occasion.kinds).order_by("pk")
    ways = {member: way_for(event, way_of(member, occasion.kinds[member.pk])) for member in hearing}
    rows = [new_notice(event, occasion, member, way) for member, way in ways.items() if way != Way.OFF]
    ticket.workspace.notices.bulk_create(rows, ignore_conflicts=True)
    by_mail = {member.pk: member for member, way in ways.items() if way == Way.MAIL}
    # Whoever lost the race for writing them finds them mailed: the insert waited for the other's end.
    written = ticket.workspace.notices.filter(event_id=event.pk, member__in=by_mail, mailed_at=None)
    for notice in written.select_for_update().order_by("member_id"):
        queue_mail(event, ticket, letter_to(by_mail[notice.member_id], notice.kind, occasion))
        notice.mailed_at = current_unit().now
        notice.save(update_fields=["mailed_at"])


def way_for(event: Event, way: str) -> str:
    """How a member hears of this one: who wants a mail at once gets a single one about many."""
    return Way.DIGEST if way == Way.MAIL and is_one_of_many(event) else way


def new_notice(event: Event, occasion: Occasion, member: Membership, way: str) -> Notice:
    """What a member is to find in the inbox."""
    now = current_unit().now
    due = now if is_one_of_many(event) else now + PATIENCE
    return Notice(
        workspace=occasion.ticket.workspace,
        member=member,
        kind=occasion.kinds[member.pk],
        ticket=occasion.ticket,
        comment=occasion.comment,
        event_id=event.pk,
        who=occasion.who[:120],
        created_at=now,
        digest_at=due if way == Way.DIGEST else None,
    )
