"""Change a field of the workspace's tickets."""

from collections.abc import Mapping
from typing import Any

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import note
from workflow.actions.kit import check_known, lock_row, save_row
from workflow.custom_fields import MAX_HELP, MAX_LABEL, check_choices, check_queues, field_facts
from workflow.fields import clean_choices, clean_line, clean_position
from workflow.models import CustomField

FLAGS = ("is_required", "is_visible_to_customers")
KNOWN = ("label", "help_text", "choices", *FLAGS, "queues", "position")


def update_field(field: CustomField, *, actor: Actor, changes: Mapping[str, Any]) -> CustomField:
    """The field after the named changes: any of label, help_text, choices (all of them), is_required,
    is_visible_to_customers, queues (all of them), position. Key and kind never change: values stand under them.

    Raises Invalid naming the field at fault, Conflict when the label is taken, NotFound.
    """
    locked = lock_row(actor, "custom_fields", field, "field")
    check_known(changes, KNOWN)
    before = field_facts(locked)
    if "label" in changes:
        locked.label = clean_line(changes["label"], "label", longest=MAX_LABEL)
    if "help_text" in changes:
        locked.help_text = clean_line(changes["help_text"], "help_text", longest=MAX_HELP, required=False)
    if "position" in changes:
        locked.position = clean_position(changes["position"])
    for flag in FLAGS:
        if flag in changes:
            setattr(locked, flag, bool(changes[flag]))
    if "choices" in changes:
        offer(locked, check_choices(locked.kind, clean_choices(changes["choices"])))
    if "queues" in changes:
        locked.queues.set(check_queues(actor, changes["queues"]))
    after = field_facts(locked)
    if after != before:
        save_row(locked)
        note("custom_field.updated", actor=actor, row=locked, before=before, after=after)
    return locked


def offer(field: CustomField, choices: list[str]) -> None:
    """Offer these choices from now on; what tickets may hold already stays a valid value."""
    held = dict.fromkeys([*field.retired_choices, *field.choices])
    field.retired_choices = [choice for choice in held if choice not in choices]
    field.choices = choices
