"""What the verbs of custom fields know about them."""

from collections.abc import Iterable
from typing import Any

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.kept import still_there
from helpdesk.lib.errors import Invalid
from workflow.models import CustomField, Queue

MAX_LABEL = 60
MAX_HELP = 200
WITH_CHOICES = {CustomField.Kind.SELECT, CustomField.Kind.MULTI_SELECT}


def field_facts(field: CustomField) -> dict[str, Any]:
    """What the audit log keeps of a field."""
    return {
        "label": field.label,
        "help_text": field.help_text,
        "kind": field.kind,
        "choices": list(field.choices),
        "is_required": field.is_required,
        "is_visible_to_customers": field.is_visible_to_customers,
        "queues": sorted(field.queues.values_list("name", flat=True)),
        "position": field.position,
        "archived": field.archived_at is not None,
    }


def check_queues(actor: Actor, queues: Iterable[Queue]) -> list[Queue]:
    """The queues in which a field is asked for. Raises Invalid for another workspace's, and for one that is gone."""
    found = list(queues)
    if any(queue.workspace_id != actor.workspace.id for queue in found) or not still_there(*found):
        raise Invalid("Invalid queue", field="queues", hint="Use queues of this workspace")
    return found


def check_choices(kind: str, choices: list[str]) -> list[str]:
    """Choices belong to the kinds one chooses in. Raises Invalid."""
    if kind in WITH_CHOICES and not choices:
        raise Invalid("choices are required", code="required", field="choices", hint="Give at least one choice")
    if kind not in WITH_CHOICES and choices:
        raise Invalid("This kind of field has no choices", field="choices", hint="Leave them empty, or use a select")
    return choices
