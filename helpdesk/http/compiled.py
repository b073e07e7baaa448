"""Hot reads: a queryset compiled once for each shape of question, then run by cursor.

Building a queryset and its models costs several times what PostgreSQL needs to answer. The queryset stays the only
place where the question is written; here its SQL is kept, with the places of the values that differ from call to call.
"""

import datetime
import itertools
import re
import threading
import uuid
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection, models
from django.db.backends.utils import CursorWrapper
from psycopg import RawCursor
from psycopg._queries import PostgresQuery

KEPT_SHAPES = 2048

# Stand-ins that no real value equals; where one turns up among the parameters, the call's own value goes.
MARKS: Mapping[type, Callable[[int], Any]] = {
    uuid.UUID: lambda number: uuid.UUID(int=0xC0FFEE << 64 | number),
    str: lambda number: f"\ue000compiled {number}",
    datetime.datetime: lambda number: datetime.datetime(1, 1, 1, microsecond=number, tzinfo=datetime.UTC),
}


PLACE = re.compile("%[s%]")


@dataclass(frozen=True)
class Statement:
    """SQL, its parameters with None where a value goes, and which value goes where."""

    sql: str
    parameters: tuple[Any, ...]
    slots: tuple[tuple[int, str, bool], ...]
    is_prepared: bool

    def rows(self, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """Run it with this call's values."""
        parameters = list(self.parameters)
        for position, name, in_list in self.slots:
            parameters[position] = [values[name]] if in_list else values[name]
        with prepared_cursor() if self.is_prepared else connection.cursor() as cursor:
            cursor.execute(self.sql, parameters)
            return cursor.fetchall()


class PreparedCursor(RawCursor[Any]):
    """Has the server parse and plan a statement once for each connection, not at every call."""

    def execute(self, query: Any, params: Any = None, **options: Any) -> "PreparedCursor":
        """Run it, with ``$1``, ``$2`` … in the places of the parameters."""
        return super().execute(query, params, **options | {"prepare": True})

    def _convert_query(self, query: Any, params: Any = None) -> PostgresQuery:
        # Kept as for statements that are sent whole: Django tells from it what was asked to whoever watches.
        self._query = super()._convert_query(query, params)
        return self._query


def prepared_cursor() -> CursorWrapper:
    """Such a cursor on Django's connection; what watches or counts statements sees it like any other."""
    connection.ensure_connection()
    cursor: Any = PreparedCursor(connection.connection)
    return connection.make_debug_cursor(cursor) if connection.queries_logged else connection.make_cursor(cursor)


def numbered(sql: str) -> str:
    """The statement with ``$1``, ``$2`` … in place of each ``%s``."""
    numbers = itertools.count(1)
    return PLACE.sub(lambda found: "%" if found[0] == "%%" else f"${next(numbers)}", sql)


class CompiledQuery:
    """One question in many shapes.

    ``build(shape, **values)`` returns a queryset of ``values_list`` rows. ``shape`` must hold everything the queryset
    depends on except the named values; whose rows may be seen (the actor) is always part of it. Values may be UUIDs,
    texts and moments, and must not decide the form of the queryset.

    ``prepared`` is for questions whose best plan is the same whatever the values are, such as all about one ticket:
    planning a large one takes the server several times as long as answering it.
    """

    def __init__(self, build: Callable[..., models.QuerySet[Any, Any]], *, prepared: bool = False) -> None:
        self._build, self._is_prepared = build, prepared
        self._statements: OrderedDict[Hashable, Statement] = OrderedDict()
        self._lock = threading.Lock()

    def rows(self, shape: Hashable, **values: Any) -> list[tuple[Any, ...]]:
        """The rows for this shape and these values."""
        key = (shape, *values)
        statement = self._statements.get(key)
        if statement is None:
            statement = self._compile(shape, values)
            with self._lock:
                self._statements[key] = statement
                if len(self._statements) > KEPT_SHAPES:
                    self._statements.popitem(last=False)
        return statement.rows(values)

    def _compile(self, shape: Hashable, values: Mapping[str, Any]) -> Statement:
        marks = {name: MARKS[type(value)](number) for number, (name, value) in enumerate(values.items(), start=1)}
        sql, parameters = self._build(shape, **marks).query.sql_with_params()
        slots = tuple(
            (position, name, isinstance(parameter, list))
            for position, parameter in enumerate(parameters)
            for name, mark in marks.items()
            if parameter in (mark, [mark])
        )
        if {name for _, name, _ in slots} != set(marks):
            raise RuntimeError(f"some of {sorted(marks)} do not reach the statement as they are: {sql}")
        return Statement(numbered(sql) if self._is_prepared else sql, tuple(parameters), slots, self._is_prepared)
