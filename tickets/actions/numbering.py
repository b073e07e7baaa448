"""Insert a ticket under the next number of its workspace, and into its default queue, in one statement.

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


DEFAULT_QUEUE = "SELECT id FROM workflow_queue WHERE workspace_id = %s AND is_default"


def insert_numbered(ticket: Ticket) -> None:
    """Insert an unsaved ticket and set its ``number``, and its queue where it had none."""
    fields = [field for field in Ticket._meta.concrete_fields if field.name not in {"number", "queue"}]
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    values = [field.get_db_prep_save(getattr(ticket, field.attname), connection) for field in fields]
    marks = ", ".join(["%s"] * len(fields))
    statement = (
        f"{COUNTER} INSERT INTO tickets_ticket ({columns}, queue_id, number)"  # noqa: S608 - the model's own names
        f" VALUES ({marks}, coalesce(%s, ({DEFAULT_QUEUE})), (SELECT last FROM drawn)) RETURNING queue_id, number"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [ticket.workspace_id, *values, ticket.queue_id, ticket.workspace_id])
        ticket.queue_id, ticket.number = cursor.fetchone()
    ticket._state.adding = False
    ticket._state.db = connection.alias
