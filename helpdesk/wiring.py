"""Who listens to what: event type -> handlers, and schedule -> recurring job. The only place that knows both ends."""

from collections.abc import Mapping, Sequence

from procrastinate import App

from helpdesk.accounts.customers.access import forget_old_access
from helpdesk.accounts.keys.signing import forget_replaced_keys
from helpdesk.accounts.signing_in.guesses import forget_old_guesses
from helpdesk.accounts.signing_in.sessions import SessionStore
from helpdesk.events.dispatch import Handler, register_handlers
from helpdesk.events.housekeeping import forget_dead_letters
from helpdesk.events.recurring import Recurring, register_schedule
from helpdesk.files.handlers import delete_bytes
from helpdesk.files.sweep import sweep_bytes, sweep_unused, sweep_uploads
from helpdesk.http.counters import forget_old_windows
from helpdesk.http.idempotency import forget_old_calls
from knowledge.forgetting import forget_old_searches
from knowledge.publishing import publish_due
from knowledge.search.index import index_article, recount_all_words
from tickets.exports.sweep import remove_old_exports
from tickets.forgetting import forget_bulk_changes, forget_read_notices
from tickets.handing_over import hand_over_tickets
from tickets.mail.handlers import (
    confirm_ticket,
    mail_reply,
    mail_resolution,
)
from tickets.mail.people import mail_email_change, mail_invitation, mail_reset_link, tell_of_change
from tickets.mail.requested_link import mail_requested_link
from tickets.mail.sign_in import mail_sign_in_link
from tickets.notices.digest import mail_digests
from tickets.notices.handlers import tell_new_assignee, tell_of_comment, tell_of_low_rating
from tickets.reindexing import index_customer
from tickets.retagging import retag_tickets
from tickets.retention import close_resolved, erase_closed
from tickets.search import index_changed_ticket
from tickets.surveys.handlers import mail_survey, plan_survey
from tickets.surveys.sweep import start_due_surveys
from tickets.tallies import roll_up
from tickets.waking import wake_due

HANDLERS: Mapping[str, Sequence[Handler]] = {
    "ticket.created": [confirm_ticket, index_changed_ticket],
    "ticket.comment_added": [mail_reply, tell_of_comment, index_changed_ticket],
    "ticket.assigned": [tell_new_assignee],
    "ticket.status_changed": [mail_resolution, plan_survey],
    "ticket.survey_due": [mail_survey],
    "ticket.rated_low": [tell_of_low_rating],
    "ticket.link_requested": [mail_requested_link],
    "ticket.link_sent": [mail_requested_link],
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
    "customer.link_requested": [mail_sign_in_link],
    "customer.changed": [index_customer],
    "customer.merged": [index_customer],
    "article.published": [index_article],
    "article.unpublished": [index_article],
    "article.archived": [index_article],
    "article.text_changed": [index_article],
    "article.translation_removed": [index_article],
    "article.labels_changed": [index_article],
    "article.visibility_changed": [index_article],
    "file.discarded": [delete_bytes],
}

SCHEDULE: Sequence[Recurring] = [
    Recurring("roll_up_tallies", "* * * * *", roll_up),
    Recurring("wake_snoozed", "* * * * *", wake_due),
    Recurring("start_due_surveys", "* * * * *", start_due_surveys),
    Recurring("publish_due_articles", "* * * * *", publish_due),
    Recurring("mail_digests", "*/5 * * * *", mail_digests),
    Recurring("close_resolved", "*/15 * * * *", close_resolved),
    Recurring("erase_closed", "23 * * * *", erase_closed),
    Recurring("remove_old_exports", "7 * * * *", remove_old_exports),
    Recurring("sweep_uploads", "37 * * * *", sweep_uploads),
    Recurring("sweep_unused_files", "27 4 * * *", sweep_unused),
    Recurring("sweep_bytes", "47 4 * * *", sweep_bytes),
    Recurring("forget_old_windows", "*/10 * * * *", forget_old_windows),
    Recurring("forget_old_calls", "31 * * * *", forget_old_calls),
    Recurring("forget_old_guesses", "41 3 * * *", forget_old_guesses),
    Recurring("forget_old_sessions", "51 3 * * *", SessionStore.clear_expired),
    Recurring("forget_replaced_keys", "3 4 * * *", forget_replaced_keys),
    Recurring("forget_old_access", "1 4 * * *", forget_old_access),
    Recurring("forget_read_notices", "17 3 * * *", forget_read_notices),
    Recurring("forget_bulk_changes", "27 3 * * *", forget_bulk_changes),
    Recurring("forget_old_searches", "57 4 * * *", forget_old_searches),
    Recurring("recount_words", "37 4 * * *", recount_all_words),
    Recurring("forget_dead_letters", "17 4 * * *", forget_dead_letters),
]


def connect(_app: App) -> None:
    """Hand both tables over; Procrastinate calls it once Django has loaded every app (settings)."""
    register_handlers(HANDLERS)
    register_schedule(SCHEDULE)
