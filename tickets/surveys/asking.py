"""Who may be asked how the help was, and that it happens once per ticket, ever."""

from helpdesk.accounts.customers.erased import is_unusable
from helpdesk.events.unit import current_unit
from tickets.models import Survey, Ticket
from tickets.status import DONE


def is_to_be_asked(ticket: Ticket) -> bool:
    """Whether the requester of a ticket that is done may be asked, as far as the ticket says."""
    requester = ticket.requester
    return (
        ticket.workspace.asks_for_rating
        and ticket.status in DONE
        and not (ticket.is_test or ticket.is_spam or ticket.merged_into_id)
        and not (requester.is_blocked or requester.erased_at or is_unusable(requester.email))
        and not ticket.workspace.feedback.filter(ticket=ticket).exists()
    )


def claim_survey(ticket: Ticket) -> bool:
    """Note that the requester is asked in this unit of work; False, and nothing noted, where that is not to be or
    happened before."""
    if not is_to_be_asked(ticket):
        return False
    now = current_unit().now
    row = Survey(workspace=ticket.workspace, ticket=ticket, created_at=now)
    ticket.workspace.surveys.bulk_create([row], ignore_conflicts=True)
    unasked = ticket.workspace.surveys.filter(ticket=ticket, sent_at=None)
    return bool(unasked.update(sent_at=now, due_at=None))
