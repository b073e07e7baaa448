"""The verbs of tickets: every write to them, one file each."""

from tickets.actions.add_comment import add_comment
from tickets.actions.assign_ticket import assign_ticket
from tickets.actions.change_cc import change_cc
from tickets.actions.change_custom import change_custom
from tickets.actions.change_priority import change_priority
from tickets.actions.change_queue import change_queue
from tickets.actions.change_status import change_status
from tickets.actions.change_subject import change_subject
from tickets.actions.change_tags import change_tags
from tickets.actions.change_type import change_type
from tickets.actions.change_view import change_view
from tickets.actions.create_ticket import create_ticket
from tickets.actions.delete_view import delete_view
from tickets.actions.discard_draft import discard_draft
from tickets.actions.erase_customer import erase_customer
from tickets.actions.export_ratings import export_ratings
from tickets.actions.export_tickets import export_tickets
from tickets.actions.fetch_export import fetch_export
from tickets.actions.link_tickets import link_tickets
from tickets.actions.mark_spam import mark_spam
from tickets.actions.merge_customers import merge_customers
from tickets.actions.merge_tickets import merge_tickets
from tickets.actions.move_view import move_view
from tickets.actions.rate_ticket import rate_ticket
from tickets.actions.read_all_notices import read_all_notices
from tickets.actions.read_notice import read_notice
from tickets.actions.read_ticket_notices import read_ticket_notices
from tickets.actions.remove_export import remove_export
from tickets.actions.request_export import request_export
from tickets.actions.request_link import request_link
from tickets.actions.reset_mail_wording import reset_mail_wording
from tickets.actions.revoke_links import revoke_links
from tickets.actions.save_draft import save_draft
from tickets.actions.save_view import save_view
from tickets.actions.set_mail_wording import set_mail_wording
from tickets.actions.snooze_ticket import snooze_ticket
from tickets.actions.split_comment import split_comment
from tickets.actions.start_bulk_change import start_bulk_change
from tickets.actions.start_survey import start_survey
from tickets.actions.stop_bulk_change import stop_bulk_change
from tickets.actions.undo_bulk_change import undo_bulk_change
from tickets.actions.unlink_tickets import unlink_tickets
from tickets.actions.unmark_spam import unmark_spam
from tickets.actions.unwatch_ticket import unwatch_ticket
from tickets.actions.update_ticket import update_ticket
from tickets.actions.wake_ticket import wake_ticket
from tickets.actions.watch_ticket import watch_ticket

__all__ = [
    "add_comment",
    "assign_ticket",
    "change_cc",
    "change_custom",
    "change_priority",
    "change_queue",
    "change_status",
    "change_subject",
    "change_tags",
    "change_type",
    "change_view",
    "create_ticket",
    "delete_view",
    "discard_draft",
    "erase_customer",
    "export_ratings",
    "export_tickets",
    "fetch_export",
    "link_tickets",
    "mark_spam",
    "merge_customers",
    "merge_tickets",
    "move_view",
    "rate_ticket",
    "read_all_notices",
    "read_notice",
    "read_ticket_notices",
    "remove_export",
    "request_export",
    "request_link",
    "reset_mail_wording",
    "revoke_links",
    "save_draft",
    "save_view",
    "set_mail_wording",
    "snooze_ticket",
    "split_comment",
    "start_bulk_change",
    "start_survey",
    "stop_bulk_change",
    "undo_bulk_change",
    "unlink_tickets",
    "unmark_spam",
    "unwatch_ticket",
    "update_ticket",
    "wake_ticket",
    "watch_ticket",
]
