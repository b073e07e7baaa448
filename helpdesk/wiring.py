"""Who listens to what: event type -> handlers, and schedule -> recurring job. The only place that knows both ends."""

from collections.abc import Mapping, Sequence

from django.contrib.sessions.backends.db import SessionStore
from procrastinate import App

from helpdesk.accounts.actions.sign_in import forget_old_guesses
from helpdesk.events.dispatch import Handler, register_handlers
from helpdesk.events.housekeeping import forget_dead_letters
from helpdesk.events.recurring import Recurring, register_schedule
from helpdesk.http.counters import forget_old_windows
from helpdesk.http.idempotency import forget_old_calls
from tickets.mail.handlers import (
    confirm_ticket,
    mail_reply,
    mail_resolution,
    tell_assignee_of_answer,
    tell_new_assignee,
)
from tickets.mail.requested_link import mail_requested_link
from tickets.search import index_changed_ticket
from tickets.tallies import roll_up

HANDLERS: Mapping[str, Sequence[Handler]] = {
    "ticket.created": [confirm_ticket, index_changed_ticket],
    "ticket.comment_added": [mail_reply, tell_assignee_of_answer, index_changed_ticket],
    "ticket.assigned": [tell_new_assignee],
    "ticket.status_changed": [mail_resolution],
    "ticket.link_requested": [mail_requested_link],
    "ticket.subject_changed": [index_changed_ticket],
    "ticket.tags_changed": [index_changed_ticket],
}

SCHEDULE: Sequence[Recurring] = [
    Recurring("roll_up_tallies", "* * * * *", roll_up),
    Recurring("forget_old_windows", "*/10 * * * *", forget_old_windows),
    Recurring("forget_old_calls", "31 * * * *", forget_old_calls),
    Recurring("forget_old_guesses", "41 3 * * *", forget_old_guesses),
    Recurring("forget_old_sessions", "51 3 * * *", SessionStore.clear_expired),
    Recurring("forget_dead_letters", "17 4 * * *", forget_dead_letters),
]


def connect(_app: App) -> None:
    """Hand both tables over; Procrastinate calls it once Django has loaded every app (settings)."""
    register_handlers(HANDLERS)
    register_schedule(SCHEDULE)
