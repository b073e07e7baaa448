"""What was mailed."""

from django.db.models import Case, CharField, Value, When
from django.db.models.query import QuerySet

from helpdesk.accounts.customers.erased import ERASED
from tickets.models import OutboundMail

State = OutboundMail.State


def erase_mails(mails: QuerySet[OutboundMail]) -> int:
    """Replace the texts of mails and stop those that have not gone out; returns how many. When and how often they were
    sent stays."""
    return mails.exclude(text=ERASED).update(
        subject=ERASED,
        text=ERASED,
        html=ERASED,
        headers={},
        error=Case(When(error="", then=Value("")), default=Value(ERASED), output_field=CharField()),
        state=Case(When(state=State.QUEUED, then=Value(State.FAILED)), default="state", output_field=CharField()),
    )
