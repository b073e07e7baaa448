"""Rows of a model into its table by COPY, the fastest way in."""

from collections.abc import Iterable
from typing import Any

from django.db import connection, models
from psycopg.types.json import Jsonb


class Table:
    """One model's table. A column that a row does not name gets the model's default."""

    def __init__(self, model: type[models.Model]) -> None:
        fields = [field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)]
        self._defaults = {field.attname: default_of(field) for field in fields}
        quote = connection.ops.quote_name
        columns = ", ".join(quote(str(field.column)) for field in fields)
        self._statement = f"COPY {quote(model._meta.db_table)} ({columns}) FROM STDIN"

    def add(self, rows: Iterable[dict[str, Any]]) -> None:
        """Append rows, given by attribute name (``workspace_id``)."""
        with connection.cursor() as cursor, cursor.copy(self._statement) as copy:
            for row in rows:
                copy.write_row(list((self._defaults | row).values()))


def default_of(field: "models.Field[Any, Any]") -> Any:
    """A field's default, as the driver takes it."""
    default = field.get_default()
    return Jsonb(default) if isinstance(default, dict) else default
