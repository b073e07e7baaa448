"""What the verbs of statuses and types know about them."""

from typing import Any

from workflow.models import CustomStatus, TicketType


def status_facts(status: CustomStatus) -> dict[str, Any]:
    """What the audit log keeps of a status."""
    return {
        "label": status.label,
        "kind": status.kind,
        "colour": status.colour,
        "position": status.position,
        "archived": status.archived_at is not None,
    }


def type_facts(kind: TicketType) -> dict[str, Any]:
    """What the audit log keeps of a type of request."""
    return {
        "name": kind.name,
        "is_offered": kind.is_offered,
        "position": kind.position,
        "archived": kind.archived_at is not None,
    }
