"""Ask the customer how the help was, when the time for it has come."""

from helpdesk.accounts.actors import Actor
from helpdesk.events.unit import current_unit
from tickets.actions.kit import lock_ticket, record_on, require_staff
from tickets.models import Survey, Ticket
from tickets.surveys.asking import is_to_be_asked


def start_survey(ticket: Ticket, *, actor: Actor) -> Survey | None:
    """The survey of a ticket if it was due: ``ticket.survey_due`` is recorded, whose handler mails it. None, and
    nothing recorded, where it is not due, or nobody is to be asked any more. Repeating it changes nothing.
    """
    require_staff(actor)
    locked = lock_ticket(ticket, actor=actor)
    waiting = actor.workspace.surveys.filter(ticket=locked, sent_at=None, due_at__lte=current_unit().now)
    survey: Survey | None = waiting.select_for_update().first()
    if survey is None:
        return None
    survey.due_at = None
    survey.save(update_fields=["due_at"])
    if not is_to_be_asked(locked):
        return None
    record_on(locked, "ticket.survey_due", actor=actor, data={}, internal=True)
    return survey
