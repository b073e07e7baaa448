"""What a customer is told of the fields of a ticket beside the conversation."""

from dataclasses import dataclass
from typing import Any

from portal.custom_fields import worded
from tickets.models import Ticket
from workflow.models import CustomField


@dataclass(frozen=True)
class Facts:
    """``label`` is the workspace's own word for the status, where it has one; ``values`` pairs of field and value."""

    label: str
    colour: str
    type: str
    values: list[tuple[CustomField, str]]

    def __bool__(self) -> bool:
        return bool(self.label or self.type or self.values)


def facts_of(ticket: Ticket) -> Facts:
    """Of the fields only those that customers may see."""
    fields: Any = ticket.workspace.custom_fields.filter(is_visible_to_customers=True, key__in=list(ticket.custom))
    status = ticket.custom_status
    return Facts(
        label=status.label if status else "",
        colour=status.colour if status else "",
        type=ticket.type.name if ticket.type else "",
        values=[(field, worded(ticket.custom[field.key])) for field in fields.order_by("position", "id")],
    )
