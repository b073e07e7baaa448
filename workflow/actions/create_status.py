"""Add a word for where a ticket stands."""

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import note
from helpdesk.events.unit import current_unit
from workflow.actions.kit import save_row
from workflow.fields import clean_colour, clean_line, clean_one_of, clean_position
from workflow.models import CustomStatus
from workflow.statuses import status_facts

MAX_LABEL = 40


def create_status(
    *, actor: Actor, label: str, kind: str, colour: str = "", position: int = 0, is_builtin: bool = False
) -> CustomStatus:
    """A new status of one of the five kinds, or with ``is_builtin`` another name for the kind itself.

    Raises Invalid naming the field, Conflict when the name is taken or that kind has its own name already.
    """
    current_unit()
    status = CustomStatus(
        workspace=actor.workspace,
        label=clean_line(label, "label", longest=MAX_LABEL),
        kind=clean_one_of(kind, CustomStatus.Kind.values, "kind"),
        colour=clean_colour(colour),
        position=clean_position(position),
        is_builtin=is_builtin,
    )
    save_row(status)
    note("status.created", actor=actor, row=status, after=status_facts(status))
    return status
