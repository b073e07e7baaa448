"""The verbs of tickets: every write to them, one file each."""

from tickets.actions.add_comment import add_comment
from tickets.actions.assign_ticket import assign_ticket
from tickets.actions.change_priority import change_priority
from tickets.actions.change_status import change_status
from tickets.actions.change_subject import change_subject
from tickets.actions.change_tags import change_tags
from tickets.actions.create_ticket import create_ticket
from tickets.actions.rate_ticket import rate_ticket
from tickets.actions.request_link import request_link
from tickets.actions.revoke_links import revoke_links
from tickets.actions.update_ticket import update_ticket

__all__ = [
    "add_comment",
    "assign_ticket",
    "change_priority",
    "change_status",
    "change_subject",
    "change_tags",
    "create_ticket",
    "rate_ticket",
    "request_link",
    "revoke_links",
    "update_ticket",
]
