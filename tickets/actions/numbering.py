"""Insert a ticket under the next number of its workspace, in one statement.

The counter row stays locked from the draw to the commit; drawing inside the INSERT keeps that as short as it can be.
"""

from django.db import connection

from tickets.models import Ticket

COUNTER = """
    WITH drawn AS (
        INSERT INTO tickets_ticketcounter (workspace_id, last) VALUES (%s, 1)
        ON CONFLICT (workspace_id) DO UPDATE SET last = tickets_ticketcounter.last + 1
        RETURNING last
    )
"""


def insert_numbered(ticket: Ticket) -> None:
    """Insert an unsaved ticket and set its ``number``."""
    fields = [field for field in Ticket._meta.concrete_fields if field.name != "number"]
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    values = [field.get_db_prep_save(getattr(ticket, field.attname), connection) for field in fields]
    marks = ", ".join(["%s"] * len(fields))
    statement = (
        f"{COUNTER} INSERT INTO tickets_ticket ({columns}, number)"  # noqa: S608 - column names are the model's own
        f" VALUES ({marks}, (SELECT last FROM drawn)) RETURNING number"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [ticket.workspace_id, *values])
        ticket.number = cursor.fetchone()[0]
    ticket._state.adding = False
    ticket._state.db = connection.alias
