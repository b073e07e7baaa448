"""Rate the help that was given."""

import datetime

from helpdesk.accounts.actors import Actor
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Conflict, Forbidden, Invalid
from helpdesk.lib.text import is_storable
from tickets.actions.kit import lock_ticket, record_on
from tickets.models import Feedback, Ticket

MAX_COMMENT = 1000
CHANGE_OF_MIND = datetime.timedelta(minutes=15)


def rate_ticket(ticket: Ticket, *, actor: Actor, score: int, comment: str = "", may_change: bool = False) -> Feedback:
    """Store the one rating of a ticket, 1 (bad) to 5 (good), by its requester.

    With ``may_change`` (the portal page) the rater may overwrite it for 15 minutes. Who wants to may rate before the
    ticket is resolved (the public contract knows no such condition); nobody is asked to. A score that is low in this
    workspace records ``ticket.rated_low`` too. Raises Conflict when it was rated before, Invalid for a wrong score or a
    comment over 1,000 characters.
    """
    if isinstance(score, bool) or not isinstance(score, int) or not 1 <= score <= 5:
        raise Invalid("score must be an integer from 1 to 5", field="score", hint="Send 1, 2, 3, 4 or 5")
    if not is_storable(comment):
        raise Invalid("comment holds characters that are not text", field="comment", hint="Remove NUL characters")
    if len(comment) > MAX_COMMENT:
        raise Invalid(
            f"comment must be at most {MAX_COMMENT} characters", code="too_long", field="comment", hint="Shorten it"
        )
    locked = lock_ticket(ticket, actor=actor)
    if actor.kind != "customer" or locked.requester_id != actor.id:
        raise Forbidden("Only the customer who asked can rate")
    now, low = current_unit().now, actor.workspace.low_score
    feedback = actor.workspace.feedback.filter(ticket=locked).first()
    was_low = feedback is not None and feedback.score <= low
    if feedback is None:
        feedback = Feedback(workspace=actor.workspace, ticket=locked, member_id=locked.assignee_id, created_at=now)
    elif not (may_change and now - feedback.created_at <= CHANGE_OF_MIND):
        raise Conflict("This ticket has already been rated", code="already_rated")
    elif (feedback.score, feedback.comment) == (score, comment.strip()):
        return feedback
    feedback.score, feedback.comment, feedback.updated_at = score, comment.strip(), now
    feedback.save()
    record_on(locked, "ticket.rated", actor=actor, data={"score": score})
    if score <= low and not was_low:
        record_on(locked, "ticket.rated_low", actor=actor, data={"score": score}, internal=True)
    return feedback
