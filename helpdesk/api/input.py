"""Input of a contract: serializers judge its form, ``Invalid`` carries what is wrong."""

from typing import Any

from rest_framework.exceptions import ErrorDetail
from rest_framework.serializers import Serializer

from helpdesk.lib.errors import Invalid

# How DRF's codes read in lib.errors.
CODES = {
    "required": "required",
    "null": "required",
    "blank": "required",
    "empty": "required",
    "max_length": "too_long",
    "invalid_choice": "choice",
}


def validated(serializer: type[Serializer[Any]], data: Any) -> dict[str, Any]:
    """The accepted fields. Raises Invalid for the first field at fault, in the order the serializer declares them."""
    bound = serializer(data=data)
    if bound.is_valid():
        accepted: dict[str, Any] = bound.validated_data
        return accepted
    field = str(next((name for name in bound.fields if name in bound.errors), next(iter(bound.errors))))
    detail = first_detail(bound.errors[field])
    code = CODES.get(detail.code or "", "invalid")
    raise Invalid(f"{field} is required" if code == "required" else f"{field}: {detail}", code=code, field=field)


def first_detail(errors: Any) -> ErrorDetail:
    """The first message in whatever nesting the serializer answers with."""
    while not isinstance(errors, ErrorDetail):
        errors = next(iter(errors.values() if isinstance(errors, dict) else errors))
    return errors
