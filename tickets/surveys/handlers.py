"""What a survey of its own listens to: it is planned when a ticket is resolved, put off when that is reopened, mailed
when its time has come. Handlers may run late or twice."""

import datetime
from typing import Any

from helpdesk.events.models import Event
from helpdesk.events.unit import current_unit
from tickets.mail.addresses import greeting_name
from tickets.mail.handlers import to_requester
from tickets.mail.links import faces_of, rating_link
from tickets.mail.occasion import ticket_of
from tickets.mail.outbox import queue_mail
from tickets.models import OutboundMail, Survey, Ticket
from tickets.status import DONE, Status
from tickets.surveys.asking import claim_survey, is_to_be_asked


def plan_survey(event: Event) -> None:
    """``ticket.status_changed``: where the workspace waits before it asks, say when; take it back while it is open."""
    ticket = ticket_of(event)
    if ticket is None:
        return
    if ticket.status not in DONE:
        ticket.workspace.surveys.filter(ticket=ticket, sent_at=None).update(due_at=None)
    elif event.data["after"] == Status.RESOLVED and ticket.workspace.survey_delay_minutes and is_to_be_asked(ticket):
        delay = datetime.timedelta(minutes=ticket.workspace.survey_delay_minutes)
        put_off(ticket, (ticket.resolved_at or event.created_at) + delay)


def put_off(ticket: Ticket, due_at: datetime.datetime) -> None:
    """Be due at this moment, unless the requester was asked before."""
    row = Survey(workspace=ticket.workspace, ticket=ticket, due_at=due_at, created_at=current_unit().now)
    ticket.workspace.surveys.bulk_create([row], ignore_conflicts=True)
    ticket.workspace.surveys.filter(ticket=ticket, sent_at=None).update(due_at=due_at)


def mail_survey(event: Event) -> None:
    """``ticket.survey_due``: the requester is asked, unless the ticket was opened again or rated meanwhile."""
    ticket = ticket_of(event)
    if ticket is None or not claim_survey(ticket):
        return

    def context() -> dict[str, Any]:
        link = rating_link(ticket)
        return {"name": greeting_name(ticket.requester.name), "rating_link": link, "faces": faces_of(link)}

    queue_mail(event, ticket, to_requester(ticket, OutboundMail.Kind.SURVEY, context))
