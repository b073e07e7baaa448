"""Change a status of the workspace's own."""

from collections.abc import Mapping
from typing import Any

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import note
from workflow.actions.create_status import MAX_LABEL
from workflow.actions.kit import check_known, lock_row, save_row
from workflow.fields import clean_colour, clean_line, clean_position
from workflow.models import CustomStatus
from workflow.statuses import status_facts


def update_status(status: CustomStatus, *, actor: Actor, changes: Mapping[str, Any]) -> CustomStatus:
    """The status after the named changes: any of label, colour, position. Its kind never changes: tickets stand in it.

    Raises Invalid naming the field, Conflict when the name is taken, NotFound.
    """
    locked = lock_row(actor, "custom_statuses", status, "status")
    check_known(changes, ("label", "colour", "position"))
    before = status_facts(locked)
    if "label" in changes:
        locked.label = clean_line(changes["label"], "label", longest=MAX_LABEL)
    if "colour" in changes:
        locked.colour = clean_colour(changes["colour"])
    if "position" in changes:
        locked.position = clean_position(changes["position"])
    after = status_facts(locked)
    if after != before:
        save_row(locked)
        note("status.updated", actor=actor, row=locked, before=before, after=after)
    return locked
