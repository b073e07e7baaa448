"""The texts of some tickets, wherever they are kept."""

import datetime
import uuid
from collections import Counter
from collections.abc import Collection
from typing import Any

from django.db.models import Case, CharField, F, Value, When

from helpdesk.accounts.customers.erased import ERASED
from helpdesk.accounts.models import Workspace
from tickets.erasing.mails import erase_mails
from tickets.models import Ticket
from tickets.search import index_ticket


def erase_texts_of(workspace: Workspace, ids: Collection[uuid.UUID], now: datetime.datetime) -> Counter[str]:
    """Replace every text of these locked tickets, and what was mailed and indexed of them; returns what is gone.

    Numbers, times, statuses, tags and scores stay. Links into the tickets are taken back.
    """
    here: dict[str, Any] = {"ticket__in": ids}
    messages = workspace.comments.filter(**here).exclude(body=ERASED)
    gone = Counter(
        tickets=len(ids),
        messages=messages.update(body=ERASED, body_format=Ticket.TextFormat.PLAIN),
        mails=erase_mails(workspace.outbound_mail.filter(**here)),
        ratings=workspace.feedback.filter(**here).exclude(comment__in=["", ERASED]).update(comment=ERASED),
        links=workspace.magic_links.filter(**here, revoked_at=None).update(revoked_at=now),
    )
    workspace.revisions.filter(**here).delete()
    workspace.bulk_rows.filter(**here).exclude(problem="").update(problem=ERASED)
    workspace.drafts.filter(**here).delete()
    workspace.outbound_mail.filter(**here).update(cc=[], accepted=[])
    workspace.tickets.filter(pk__in=ids).update(
        subject=ERASED,
        body=ERASED,
        body_format=Ticket.TextFormat.PLAIN,
        last_message=erased_unless_empty("last_message"),
        custom={},
        cc_emails=[],
        erased_at=now,
        updated_at=now,
        version=F("version") + 1,
    )
    for ticket_id in ids:
        index_ticket(ticket_id, workspace.pk)
    return gone


def erased_unless_empty(column: str) -> Case:
    """What stands in a column afterwards: nothing stays nothing."""
    return Case(When(**{column: ""}, then=Value("")), default=Value(ERASED), output_field=CharField())
