"""Input of a contract: serializers judge its form, ``Invalid`` carries what is wrong."""

from functools import cache
from typing import Any

from rest_framework.exceptions import ErrorDetail, ValidationError
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
    form = form_of(serializer)
    try:
        accepted: dict[str, Any] = form.run_validation(data)
    except ValidationError as error:
        raise first_fault(form, error.detail) from error
    return accepted


@cache
def form_of(serializer: type[Serializer[Any]]) -> Serializer[Any]:
    """One serializer for all requests: a new one copies every field, which takes longer than judging a body. Judging
    changes nothing in it, so threads may share it."""
    return serializer()


def first_fault(form: Serializer[Any], errors: Any) -> Invalid:
    """The first field at fault, in the order the serializer declares them."""
    field = str(next((name for name in form.fields if name in errors), next(iter(errors))))
    at_fault = form.fields.get(field)
    detail = first_detail(errors[field])
    code = CODES.get(detail.code or "", "invalid")
    if code == "required" and (isinstance(errors[field], dict) or not getattr(at_fault, "required", True)):
        code = "invalid"  # null or nothing in a list, or where the whole field may be left out
    if code == "required":
        return Invalid(f"{field} is required", code=code, field=field)
    wanted, hint = getattr(at_fault, "wanted", ("", ""))
    if code == "invalid" and wanted:
        return Invalid(f"{field} must be {wanted}", code=code, field=field, hint=hint)
    return Invalid(f"{field}: {detail}", code=code, field=field)


def first_detail(errors: Any) -> ErrorDetail:
    """The first message in whatever nesting the serializer answers with."""
    while not isinstance(errors, ErrorDetail):
        errors = next(iter(errors.values() if isinstance(errors, dict) else errors))
    return errors
