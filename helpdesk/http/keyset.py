"""Pages by position instead of by number: stable while rows come and go, and as cheap at the end as at the start."""

import base64
import binascii
import datetime
import uuid
from dataclasses import dataclass
from typing import Any, TypeVar

import orjson
from django.db import models
from django.db.models import F
from django.db.models.fields.tuple_lookups import Tuple, TupleLessThan

from helpdesk.lib.errors import Invalid

MAX_CURSOR = 200
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)

Rows = TypeVar("Rows", bound=models.QuerySet[Any])


@dataclass(frozen=True)
class Position:
    """Just behind one row of a list ordered newest first."""

    created_at: datetime.datetime
    id: uuid.UUID

    def encode(self) -> str:
        """An opaque text for the caller to send back."""
        microseconds = (self.created_at - EPOCH) // datetime.timedelta(
            microseconds=1
        )  # a float would lose the last one
        packed = orjson.dumps([microseconds, self.id.hex])
        return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def decode(cursor: str) -> Position:
    """Read a cursor back. Raises Invalid on field ``cursor`` for anything we did not make."""
    try:
        if len(cursor) > MAX_CURSOR:
            raise ValueError
        microseconds, hexadecimal = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        return Position(EPOCH + datetime.timedelta(microseconds=int(microseconds)), uuid.UUID(hex=hexadecimal))
    except (ValueError, TypeError, AttributeError, OverflowError, binascii.Error) as error:
        raise Invalid("Invalid cursor", field="cursor", hint="Use the cursor of the previous page unchanged") from error


def after(rows: Rows, position: Position | None) -> Rows:
    """Rows behind a position, newest first."""
    return rows if position is None else rows.filter(behind(position.created_at, position.id))


def behind(created_at: datetime.datetime, id: uuid.UUID) -> TupleLessThan:
    """The condition: one comparison of pairs, so that the index starts right there."""
    return TupleLessThan(Tuple(F("created_at"), F("id")), (created_at, id))
