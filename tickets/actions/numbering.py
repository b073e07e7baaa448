"""Insert a ticket under the next number of its workspace, and into its default queue, in one statement.

The counter row stays locked from the draw to the commit; drawing inside the INSERT keeps that as short as it can be.
"""

from django.db import connection

from helpdesk.lib.errors import Invalid
from tickets.models import Ticket

# The queue is held until the commit, so that it cannot be deleted under its new ticket; then the number is drawn.
COUNTER = """
    WITH chosen AS (
        SELECT id FROM workflow_queue WHERE workspace_id = %s AND {wanted} FOR KEY SHARE
    ), drawn AS (
        INSERT INTO tickets_ticketcounter (workspace_id, last) SELECT %s, 1 FROM chosen
        ON CONFLICT (workspace_id) DO UPDATE SET last = tickets_ticketcounter.last + 1
        RETURNING last
    )
"""
TRIES = 3


def insert_numbered(ticket: Ticket) -> None:
    """Insert an unsaved ticket and set its ``number``, and its queue where it had none.

    Raises Invalid for a queue that was deleted meanwhile. Where that was the default one, another is by now.
    """
    for _ in range(1 if ticket.queue_id else TRIES):
        if insert_once(ticket):
            return
    raise Invalid("Invalid queue", field="queue", hint="This queue was deleted; choose another one")


def insert_once(ticket: Ticket) -> bool:
    """Whether the queue was there to insert it into."""
    fields = [field for field in Ticket._meta.concrete_fields if field.name not in {"number", "queue"}]
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    values = [field.get_db_prep_save(getattr(ticket, field.attname), connection) for field in fields]
    marks = ", ".join(["%s"] * len(fields))
    counter = COUNTER.format(wanted="id = %s" if ticket.queue_id else "is_default")
    statement = (
        f"{counter} INSERT INTO tickets_ticket ({columns}, queue_id, number)"  # noqa: S608 - the model's own names
        f" SELECT {marks}, chosen.id, drawn.last FROM chosen, drawn RETURNING queue_id, number"
    )
    named = [ticket.queue_id] if ticket.queue_id else []
    with connection.cursor() as cursor:
        cursor.execute(statement, [ticket.workspace_id, *named, ticket.workspace_id, *values])
        found = cursor.fetchone()
    if found is None:
        return False
    ticket.queue_id, ticket.number = found
    ticket._state.adding = False
    ticket._state.db = connection.alias
    return True
