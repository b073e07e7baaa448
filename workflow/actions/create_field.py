"""Add a field to the workspace's tickets."""

from collections.abc import Iterable

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import note
from helpdesk.events.unit import current_unit
from workflow.actions.kit import save_row
from workflow.custom_fields import MAX_HELP, MAX_LABEL, check_choices, check_queues, field_facts
from workflow.fields import clean_choices, clean_line, clean_one_of, clean_position, clean_word
from workflow.models import CustomField, Queue


def create_field(
    *,
    actor: Actor,
    label: str,
    kind: str,
    key: str = "",
    help_text: str = "",
    choices: Iterable[str] = (),
    is_required: bool = False,
    is_visible_to_customers: bool = False,
    queues: Iterable[Queue] = (),
    position: int = 0,
) -> CustomField:
    """A new field, asked for in ``queues`` or else in all; its values stand under ``key``, made of the label if empty.

    Raises Invalid naming the field at fault, Conflict when label or key is taken.
    """
    current_unit()
    tidy = clean_line(label, "label", longest=MAX_LABEL)
    kind = clean_one_of(kind, CustomField.Kind.values, "kind")
    field = CustomField(
        workspace=actor.workspace,
        label=tidy,
        key=clean_word(key, "key", name=tidy),
        kind=kind,
        help_text=clean_line(help_text, "help_text", longest=MAX_HELP, required=False),
        choices=check_choices(kind, clean_choices(choices)),
        is_required=bool(is_required),
        is_visible_to_customers=bool(is_visible_to_customers),
        position=clean_position(position),
    )
    asked_in = check_queues(actor, queues)
    save_row(field)
    field.queues.set(asked_in)
    note("custom_field.created", actor=actor, row=field, after=field_facts(field) | {"key": field.key})
    return field
