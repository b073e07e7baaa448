"""Ratings to report on."""

import datetime
from typing import Any

from django.utils import timezone

from helpdesk.accounts.actors import customer_actor
from helpdesk.accounts.models import Customer, Workspace
from tests.tickets.mail.acts import open_ticket
from tickets.models import Feedback, Survey, Ticket

REPORT = "/desk/acme/reports/satisfaction"


def rated(
    workspace: Workspace, customer: Customer, score: int, *, days_ago: float = 0, comment: str = "", **columns: Any
) -> Ticket:
    """A ticket that was rated so many days ago; ``member`` is who had it, the rest are columns of the ticket."""
    at = timezone.now() - datetime.timedelta(days=days_ago)
    member = columns.pop("member", None)
    ticket = open_ticket(customer_actor(customer, workspace), customer)
    Ticket._base_manager.filter(pk=ticket.pk).update(**columns)
    Feedback(
        workspace=workspace, ticket=ticket, score=score, comment=comment, member=member, created_at=at, updated_at=at
    ).save()
    return ticket


def asked(workspace: Workspace, ticket: Ticket) -> None:
    """Its customer was asked just now."""
    now = timezone.now()
    Survey(workspace=workspace, ticket=ticket, sent_at=now, created_at=now).save()
