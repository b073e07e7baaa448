"""Change a kind of request."""

from collections.abc import Mapping
from typing import Any

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import note
from workflow.actions.create_type import MAX_NAME
from workflow.actions.kit import check_known, lock_row, save_row
from workflow.fields import clean_line, clean_position
from workflow.models import TicketType
from workflow.statuses import type_facts


def update_type(kind: TicketType, *, actor: Actor, changes: Mapping[str, Any]) -> TicketType:
    """The type after the named changes: any of name, is_offered (on the portal), position. Its word never changes.

    Raises Invalid naming the field, Conflict when the name is taken, NotFound.
    """
    locked = lock_row(actor, "ticket_types", kind, "type")
    check_known(changes, ("name", "is_offered", "position"))
    before = type_facts(locked)
    if "name" in changes:
        locked.name = clean_line(changes["name"], "name", longest=MAX_NAME)
    if "is_offered" in changes:
        locked.is_offered = bool(changes["is_offered"])
    if "position" in changes:
        locked.position = clean_position(changes["position"])
    after = type_facts(locked)
    if after != before:
        save_row(locked)
        note("ticket_type.updated", actor=actor, row=locked, before=before, after=after)
    return locked
