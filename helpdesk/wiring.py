"""Who listens to what: event type -> handlers, and schedule -> recurring job. The only place that knows both ends."""

from collections.abc import Mapping, Sequence

from procrastinate import App

from helpdesk.accounts.guesses import forget_old_guesses
from helpdesk.accounts.sessions import SessionStore
from helpdesk.events.dispatch import Handler, register_handlers
from helpdesk.events.housekeeping import forget_dead_letters
from helpdesk.events.recurring import Recurring, register_schedule
from helpdesk.http.counters import forget_old_windows
from helpdesk.http.idempotency import forget_old_calls
from tickets.exports.sweep import remove_old_exports
from tickets.handing_over import hand_over_tickets
from tickets.mail.handlers import (
    confirm_ticket,
    mail_reply,
    mail_resolution,
)
from tickets.mail.people import mail_email_change, mail_invitation, mail_reset_link, tell_of_change
from tickets.mail.requested_link import mail_requested_link
from tickets.notices.digest import mail_digests
from tickets.notices.handlers import tell_new_assignee, tell_of_comment
from tickets.reindexing import index_customer
from tickets.retagging import retag_tickets
from tickets.retention import close_resolved, erase_closed
from tickets.search import index_changed_ticket
from tickets.tallies import roll_up
from tickets.waking import wake_due

HANDLERS: Mapping[str, Sequence[Handler]] = {
    "ticket.created": [confirm_ticket, index_changed_ticket],
    "ticket.comment_added": [mail_reply, tell_of_comment, index_changed_ticket],
    "ticket.assigned": [tell_new_assignee],
    "ticket.status_changed": [mail_resolution],
    "ticket.link_requested": [mail_requested_link],
    "ticket.subject_changed": [index_changed_ticket],
    "ticket.tags_changed": [index_changed_ticket],
    "ticket.queue_changed": [index_changed_ticket],
    "ticket.custom_changed": [index_changed_ticket],
    "tag.renamed": [retag_tickets],
    "tag.merged": [retag_tickets],
    "tag.deleted": [retag_tickets],
    "ticket.merged": [index_changed_ticket],
    "ticket.absorbed": [index_changed_ticket],
    "invitation.sent": [mail_invitation],
    "member.deactivated": [hand_over_tickets],
    "member.password_reset_requested": [mail_reset_link],
    "member.email_change_requested": [mail_email_change],
    "member.password_changed": [tell_of_change],
    "member.totp_enabled": [tell_of_change],
    "member.totp_disabled": [tell_of_change],
    "member.recovery_codes_made": [tell_of_change],
    "customer.changed": [index_customer],
    "customer.merged": [index_customer],
}

SCHEDULE: Sequence[Recurring] = [
    Recurring("roll_up_tallies", "* * * * *", roll_up),
    Recurring("wake_snoozed", "* * * * *", wake_due),
    Recurring("mail_digests", "*/5 * * * *", mail_digests),
    Recurring("close_resolved", "*/15 * * * *", close_resolved),
    Recurring("erase_closed", "23 * * * *", erase_closed),
    Recurring("remove_old_exports", "7 * * * *", remove_old_exports),
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
