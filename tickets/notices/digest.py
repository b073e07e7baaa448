"""The mail for whoever was away: what waits unread in the inbox, several in one."""

import datetime
import uuid
from collections.abc import Sequence
from functools import partial
from typing import Any

import structlog
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import ngettext

from helpdesk.accounts.actors import member_actor
from helpdesk.accounts.members.notices import Way, ways_of
from helpdesk.accounts.models import Membership, Workspace
from helpdesk.accounts.scopes import TICKETS_READ
from helpdesk.events.models import Event
from helpdesk.events.unit import Unit, unit_of_work
from helpdesk.http.database import run_with_retries
from tickets.mail.addresses import short_name
from tickets.mail.links import choices_address, desk_address, inbox_address
from tickets.mail.outbox import Letter, queue_personal_mail
from tickets.models import Notice, OutboundMail
from tickets.notices.words import sentence

log = structlog.get_logger(__name__)

BETWEEN = datetime.timedelta(minutes=30)
# One run's share of members; what is left is due in the next run too.
BATCH = 1000
MOST_TOLD = 200
MOST_LISTED = 20
STILL_WANTED = {Way.DIGEST, Way.MAIL}


def mail_digests() -> None:
    """Mail everybody for whom a notice is due; run by the schedule. Costs by what is due, not by what is unread.

    A member who cannot be mailed is logged and keeps no other waiting.
    """
    notices = Notice.objects.across_workspaces("digests are due in all workspaces at once")
    due = notices.filter(digest_at__lte=timezone.now(), mailed_at=None, read_at=None)
    for workspace_id, member_id in due.values_list("workspace_id", "member_id").distinct()[:BATCH]:
        try:
            run_with_retries(partial(mail_digest, workspace_id, member_id))
        except Exception:
            log.exception("digest_cannot_be_made", member_id=str(member_id))


def mail_digest(workspace_id: uuid.UUID, member_id: uuid.UUID) -> None:
    """Mail one member what is due and whatever else waits for a digest, unless they came back or had one just now."""
    with unit_of_work() as unit:
        workspace = Workspace.objects.get(pk=workspace_id)
        members = workspace.memberships.select_related("user", "custom_role")
        # Two runs at once must not mail the same; readers and new notices pass.
        member = members.select_for_update(no_key=True, of=("self",)).get(pk=member_id)
        member.workspace = workspace
        waiting = workspace.notices.filter(member=member, digest_at__isnull=False, mailed_at=None, read_at=None)
        forget_pointless(waiting, member)
        last = last_digest(member, unit)
        if last is not None:
            waiting.filter(digest_at__lt=last + BETWEEN).update(digest_at=last + BETWEEN)
        elif waiting.filter(digest_at__lte=unit.now).exists():
            told = list(waiting.select_related("ticket", "comment").order_by("-created_at", "-id")[:MOST_TOLD])
            queue_digest(member, told)
            workspace.notices.filter(pk__in=[notice.pk for notice in told]).update(mailed_at=unit.now)


def forget_pointless(waiting: QuerySet[Notice], member: Membership) -> None:
    """Take out what needs no mail any more: from whoever left, or was at the desk since, or may not see the ticket now,
    or has chosen otherwise."""
    actor = member_actor(member)
    pointless = waiting.exclude(ticket__in=actor.workspace.tickets.visible_to(actor).values("pk"))
    if not (member.is_active and member.user.is_active and actor.may(TICKETS_READ)):
        pointless = waiting
    pointless.update(digest_at=None)
    wanted = [occasion for occasion, way in ways_of(member).items() if way in STILL_WANTED]
    waiting.exclude(kind__in=wanted).update(digest_at=None)
    if member.last_seen_at is not None:
        waiting.filter(created_at__lte=member.last_seen_at).update(digest_at=None)


def last_digest(member: Membership, unit: Unit) -> datetime.datetime | None:
    """When this member had a digest, if it was just now."""
    recent = member.workspace.notices.filter(member=member, digest_at__isnull=False, mailed_at__gt=unit.now - BETWEEN)
    found: datetime.datetime | None = recent.order_by("-mailed_at").values_list("mailed_at", flat=True).first()
    return found


def queue_digest(member: Membership, told: Sequence[Notice]) -> None:
    """Queue the mail; the newest event in it stands for all, so that a repeat is known."""
    workspace = member.workspace

    def context() -> dict[str, Any]:
        return {
            "name": short_name(member.user.name),
            "entries": [entry_of(notice, workspace) for notice in told[:MOST_LISTED]],
            "count": len(told),
            "more": len(told) - MOST_LISTED,
            "link": inbox_address(workspace),
            "choices_link": choices_address(workspace),
        }

    letter = Letter(
        OutboundMail.Kind.DIGEST,
        to=member.user.email,
        from_name=short_name(workspace.name),
        context=context,
        language=member.user.language,
    )
    with translation.override(letter.language_at(workspace)):
        words = ngettext(
            "%(count)d thing waits for you at %(company)s", "%(count)d things wait for you at %(company)s", len(told)
        )
        subject = words % {"count": len(told), "company": short_name(workspace.name)}
    newest = Event.objects.get(pk=max(notice.event_id for notice in told))
    queue_personal_mail(newest, workspace, letter, subject=subject)


def entry_of(notice: Notice, workspace: Workspace) -> dict[str, str]:
    """One line; texts stay at the desk."""
    ticket = notice.ticket
    ticket.workspace = workspace
    is_internal = notice.comment is not None and notice.comment.is_internal
    return {
        "sentence": sentence(notice.kind, short_name(notice.who), is_internal=is_internal),
        "reference": ticket.reference,
        "subject": ticket.subject,
        "link": desk_address(ticket),
    }
