"""Secondary indexes are built once over everything instead of growing with every row."""

import contextlib
from collections.abc import Iterator, Sequence

from django.db import connection, models


@contextlib.contextmanager
def without_indexes(tables: Sequence[type[models.Model]]) -> Iterator[None]:
    """Drop the declared indexes of these tables, and make them again when everything is in."""
    indexes = [(model, index) for model in tables for index in model._meta.indexes]
    with connection.schema_editor() as editor:
        for model, index in indexes:
            editor.remove_index(model, index)
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '512MB'")
        # Inside a transaction (tests) the checks of foreign keys still wait, and no index is made before them.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with connection.schema_editor() as editor:
        for model, index in indexes:
            editor.add_index(model, index)
    with connection.cursor() as cursor:
        cursor.execute("RESET maintenance_work_mem")
