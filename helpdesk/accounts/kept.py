"""Rows that stay while something new comes to refer to them."""

import uuid

from django.db import connection, models

from helpdesk.events.unit import current_unit


def still_there(*rows: models.Model) -> bool:
    """Whether these rows of one table are all there; then none can be deleted before the unit of work ends.

    Foreign keys are looked at only when a unit commits, too late to say anything kind. Whoever deletes must lock the
    row first (``select_for_update``) and then look for what refers to it: it waits for us, or we find the row gone.
    """
    current_unit()
    if not rows:
        return True
    keys: list[uuid.UUID | int] = sorted({row.pk for row in rows})
    table = connection.ops.quote_name(rows[0]._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {table} WHERE id = ANY(%s) ORDER BY id FOR KEY SHARE", [keys])  # noqa: S608
        return len(cursor.fetchall()) == len(keys)
