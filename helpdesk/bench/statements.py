"""The SQL of the floor, for the tables as the models declare them."""

from django.db import connection

from helpdesk.accounts.models import Customer, Membership, User
from helpdesk.bench.copying import default_of
from helpdesk.events.dispatch import QUEUE, TASK
from helpdesk.events.models import Event
from helpdesk.wiring import HANDLERS
from knowledge.models import Article, Word
from tickets.models import Comment, SearchEntry, Tally, Ticket, TicketCounter
from tickets.query.hits import EDGE, NEWEST
from workflow.models import Queue

MODELS = (
    *(Article, Comment, Customer, Event, Membership, Queue),
    *(SearchEntry, Tally, Ticket, TicketCounter, User, Word),
)
PIECES = {model.__name__: connection.ops.quote_name(model._meta.db_table) for model in MODELS}


def sql(text: str, **more: str) -> str:
    """The statement with every ``{Model}`` replaced by its table."""
    return text.format(**PIECES, **more)


ONE = "SELECT 1 AS one"

PEOPLE = sql("""
    JOIN {Customer} c ON c.id = t.requester_id
    LEFT JOIN {Membership} m ON m.id = t.assignee_id
    LEFT JOIN {User} u ON u.id = m.user_id
""")
ROW = "t.id, t.subject, t.priority, t.status, c.email, t.tags, u.email AS assignee, t.created_at"
TICKET = sql(
    "SELECT {row}, t.body, t.updated_at FROM {Ticket} t {people} WHERE t.id = %s AND t.workspace_id = %s",
    row=ROW,
    people=PEOPLE,
)
COMMENTS = sql("""
    SELECT id, body, is_internal, author_email, created_at FROM {Comment}
    WHERE ticket_id = %s ORDER BY created_at, id
""")

LIST_OF_WORKSPACE = "t.workspace_id = %s AND NOT t.is_test AND t.status = ANY(%s)"
AND_PRIORITY = " AND t.priority = %s"
AND_BEHIND = " AND (t.created_at, t.id) < (%s, %s)"


def listed(conditions: str) -> str:
    """The list under these conditions."""
    return sql(
        "SELECT {row} FROM {Ticket} t {people} WHERE {where} ORDER BY t.created_at DESC, t.id DESC LIMIT %s",
        row=ROW,
        people=PEOPLE,
        where=conditions,
    )


# Back in time month by month, as the product does; without what decides who may see a ticket.
NEWEST_HITS = NEWEST.format(
    asked="phraseto_tsquery('simple', %s)",
    newest=EDGE.format(order="DESC"),
    narrowed=sql("SELECT id FROM {Ticket} WHERE workspace_id = %s AND NOT is_test AND NOT is_spam"),
    behind="",
    oldest=EDGE.format(order="ASC"),
)
SEARCH = sql(
    "SELECT {row} FROM {Ticket} t {people} WHERE t.id = ANY ({hits}) ORDER BY t.created_at DESC, t.id DESC LIMIT %s",
    row=ROW,
    people=PEOPLE,
    hits=NEWEST_HITS,
)

STATS = sql("""
    SELECT status, sum(tickets)::int AS tickets, sum(resolved)::int AS resolved,
           sum(resolution_seconds)::bigint AS seconds
    FROM {Tally} WHERE workspace_id = %s AND NOT is_test GROUP BY status
""")

CUSTOMER = sql("SELECT id FROM {Customer} WHERE workspace_id = %s AND email = %s")
LOCK_EVENTS = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"

TICKET_FIELDS = [field for field in Ticket._meta.concrete_fields if field.name not in {"number", "queue"}]
TICKET_DEFAULTS = {field.attname: default_of(field) for field in TICKET_FIELDS}
INSERT_TICKET = sql(
    """
    WITH drawn AS (
        INSERT INTO {TicketCounter} AS counter (workspace_id, last) VALUES (%s, 1)
        ON CONFLICT (workspace_id) DO UPDATE SET last = counter.last + 1 RETURNING last
    )
    INSERT INTO {Ticket} ({columns}, queue_id, number)
    VALUES ({marks}, (SELECT id FROM {Queue} WHERE workspace_id = %s AND is_default), (SELECT last FROM drawn))
    RETURNING queue_id, number
    """,
    columns=", ".join(str(field.column) for field in TICKET_FIELDS),
    marks=", ".join(["%s"] * len(TICKET_FIELDS)),
)
INSERT_TALLY = sql("""
    INSERT INTO {Tally} (workspace_id, is_test, queue_id, status, tickets, resolved, resolution_seconds)
    VALUES (%s, false, %s, 'open', 1, 0, 0)
""")
INSERT_EVENT = sql("""
    INSERT INTO {Event} (workspace_id, type, subject_kind, subject_id, actor_kind, visibility, data, created_at)
    VALUES (%s, 'ticket.created', 'ticket', %s, 'key', 'public',
            '{{"channel": "api", "priority": "medium", "version": 1}}', %s)
    RETURNING id
""")
HANDLER_NAMES = [f"{handler.__module__}.{handler.__qualname__}" for handler in HANDLERS["ticket.created"]]
JOBS = ", ".join(
    f"ROW('{QUEUE}', '{TASK}', 0, NULL, NULL, jsonb_build_object('event_id', %s::bigint, 'handler', '{name}'), NULL)"
    for name in HANDLER_NAMES
)
INSERT_JOBS = f"SELECT procrastinate_defer_jobs_v1(ARRAY[{JOBS}]::procrastinate_job_to_defer_v1[])"
