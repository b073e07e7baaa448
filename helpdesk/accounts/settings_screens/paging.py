"""Pages of a list by position: no counts, no offsets, whatever the list is ordered by."""

import base64
import binascii
from typing import Any

import orjson
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan

from helpdesk.lib.errors import Invalid

PAGE_SIZE = 50
MAX_CURSOR = 1000


def encode(row: models.Model, order: tuple[str, ...]) -> str:
    """The place just behind a row, for an address."""
    values = [field_of(type(row), name).value_to_string(row) for name in order]
    return base64.urlsafe_b64encode(orjson.dumps(values)).decode().rstrip("=")


def decode(cursor: str, model: type[models.Model], order: tuple[str, ...]) -> list[Any]:
    """Read a place back. Raises Invalid on field ``cursor`` for anything we did not make."""
    try:
        if len(cursor) > MAX_CURSOR:
            raise ValueError
        values = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        return [field_of(model, name).to_python(value) for name, value in zip(order, values, strict=True)]
    except (ValueError, TypeError, OverflowError, binascii.Error, ValidationError) as error:
        raise Invalid("Invalid cursor", field="cursor", hint="Go back to the first page") from error


def page_of(
    rows: models.QuerySet[Any], cursor: str, *, order: tuple[str, ...], newest_first: bool = False
) -> tuple[list[Any], str]:
    """The rows of one page, and the place where the next one starts; empty on the last. Raises Invalid."""
    if cursor:
        place = (Tuple(*map(F, order)), tuple(decode(cursor, rows.model, order)))
        rows = rows.filter(TupleLessThan(*place) if newest_first else TupleGreaterThan(*place))
    found = list(rows.order_by(*(f"-{name}" if newest_first else name for name in order))[: PAGE_SIZE + 1])
    shown = found[:PAGE_SIZE]
    return shown, encode(shown[-1], order) if len(found) > PAGE_SIZE else ""


def field_of(model: type[models.Model], name: str) -> Any:
    """The column that a name of an order means."""
    return model._meta.pk if name == "pk" else model._meta.get_field(name)
