"""What the verbs of tags know about them."""

from typing import Any

from helpdesk.accounts.actors import Actor
from helpdesk.events.unit import current_unit
from workflow.models import Tag, TagChange

MAX_NAME = 64
MAX_DESCRIPTION = 200


def tag_facts(tag: Tag) -> dict[str, Any]:
    """What the audit log keeps of a tag."""
    return {"name": tag.name, "colour": tag.colour, "description": tag.description}


def plan_change(actor: Actor, was: str, becomes: str) -> TagChange:
    """What a job does afterwards to the tickets that carry a word."""
    change = TagChange(workspace=actor.workspace, was=was, becomes=becomes, created_at=current_unit().now)
    change.save(force_insert=True)
    return change
