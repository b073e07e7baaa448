"""Values of custom fields: the JSON object behind ``metadata``, ``custom_json`` and ``customFields`` of the contracts.

A key that the workspace has declared as a field must hold what the field says. Other keys are an integration's own
and are kept as they come.
"""

import datetime
import json
import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from helpdesk.accounts.models import Workspace
from helpdesk.http.body import WHOLE_NUMBERS
from helpdesk.lib.errors import Invalid
from helpdesk.lib.text import is_storable, is_web_address
from workflow.models import CustomField

MAX_BYTES = 16_384
MAX_DEPTH = 10
MAX_TEXT = 2_000
# Beyond it a whole number is not the same any more after a reader's floating point.
MAX_WHOLE = 2**53
Kind = CustomField.Kind


def clean_custom(workspace: Workspace, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as they are stored. Raises Invalid naming the field at fault.

    None takes a value back. What is asked for (``is_required``) is a matter of forms, see ``missing``.
    """
    for key, value in values.items():
        check_json(key, value)
    check_size(values)
    declared = {field.key: field for field in workspace.custom_fields.filter(key__in=list(values))}
    return {
        key: value if key not in declared or value is None else clean_value(declared[key], value)
        for key, value in values.items()
    }


def given(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values without those taken back."""
    return {key: value for key, value in values.items() if value is not None}


def check_json(key: str, value: Any, depth: int = 0) -> None:
    """Raises Invalid for what the database cannot keep as JSON, or nobody can read."""
    fine = isinstance(key, str) and is_storable(key) and depth <= MAX_DEPTH
    if isinstance(value, str):
        fine = fine and is_storable(value)
    elif isinstance(value, float):
        fine = fine and math.isfinite(value)
    elif isinstance(value, int):
        fine = fine and value in WHOLE_NUMBERS
    elif not isinstance(value, list | dict | None):
        fine = False
    if not fine:
        hint = f"Send text, numbers (whole ones of 64 bits), true, false, lists and objects, up to {MAX_DEPTH} deep"
        raise Invalid("custom fields hold what cannot be kept", field=f"custom.{key!a}", hint=hint)
    if isinstance(value, list):
        for one in value:
            check_json(key, one, depth + 1)
    elif isinstance(value, dict):
        for inner, one in value.items():
            check_json(inner, one, depth + 1)


def check_size(values: Mapping[str, Any]) -> None:
    """Raises Invalid for more than a ticket takes."""
    if len(json.dumps(values)) > MAX_BYTES:
        raise Invalid("custom fields hold too much", code="too_long", field="custom", hint="Send up to 16 KB")


def clean_value(field: CustomField, value: Any) -> Any:
    """One value of a declared field. Raises Invalid."""
    try:
        return CLEANERS[Kind(field.kind)](field, value)
    except ValueError as error:
        raise Invalid(f"Invalid value for {field.label}", field=f"custom.{field.key}", hint=str(error)) from error


def missing(fields: Iterable[CustomField], values: Mapping[str, Any]) -> list[CustomField]:
    """The required fields that have no value."""
    return [field for field in fields if field.is_required and values.get(field.key) in (None, "", [])]


def asked_in(workspace: Workspace, queue_id: int) -> list[CustomField]:
    """The fields asked for in a queue, in their order."""
    fields = workspace.custom_fields.filter(archived_at=None).order_by("position", "id").prefetch_related("queues")
    return [
        field for field in fields if not field.queues.all() or queue_id in {queue.pk for queue in field.queues.all()}
    ]


def text(_field: CustomField, value: Any) -> str:
    """Up to 2,000 characters."""
    if not isinstance(value, str) or len(value) > MAX_TEXT or not is_storable(value):
        raise ValueError(f"Use text of up to {MAX_TEXT} characters")
    return value


def number(_field: CustomField, value: Any) -> float:
    """A number as JSON has it; from a form as text."""
    wrong = ValueError("Use a number such as 42 or 3.5")
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise wrong
    try:
        found = float(value)
    except (ValueError, OverflowError) as error:
        raise wrong from error
    if not math.isfinite(found):
        raise wrong
    return int(found) if found.is_integer() and abs(found) <= MAX_WHOLE else found


def select(field: CustomField, value: Any) -> str:
    """One of the choices, or one that once was."""
    if value not in (*field.choices, *field.retired_choices):
        raise ValueError("Use one of " + ", ".join(field.choices))
    return str(value)


def multi_select(field: CustomField, value: Any) -> list[str]:
    """Some of the choices, in the order of the field, those that once were behind them."""
    known = [*field.choices, *field.retired_choices]
    if not isinstance(value, list) or any(one not in known for one in value):
        raise ValueError("Use a list of " + ", ".join(field.choices))
    return [one for one in known if one in value]


def boolean(_field: CustomField, value: Any) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise ValueError("Use true or false")
    return value


def date(_field: CustomField, value: Any) -> str:
    """A day as ISO 8601."""
    if not isinstance(value, str):
        raise ValueError("Use a date such as 2026-03-14")
    try:
        return datetime.date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise ValueError("Use a date such as 2026-03-14") from error


def url(field: CustomField, value: Any) -> str:
    """A web address: nothing else may become a link."""
    found = text(field, value)
    if not is_web_address(found):
        raise ValueError("Use an address such as https://example.com/order/42")
    return found


CLEANERS: Mapping[Kind, Callable[[CustomField, Any], Any]] = {
    Kind.TEXT: text,
    Kind.NUMBER: number,
    Kind.SELECT: select,
    Kind.MULTI_SELECT: multi_select,
    Kind.BOOLEAN: boolean,
    Kind.DATE: date,
    Kind.URL: url,
}
