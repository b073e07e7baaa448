"""Fills an empty database: one big workspace with articles, twenty small ones, two years of tickets in each."""

import random
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from psycopg.types.json import Jsonb

from helpdesk.accounts.models import Workspace
from helpdesk.bench.articles import TABLES as TABLES_OF_ARTICLES
from helpdesk.bench.articles import load_articles
from helpdesk.bench.cast import AGENTS, BIG, SMALL_WORKSPACES, TICKETS_PER_CUSTOMER, copy_customers, staffed_workspace
from helpdesk.bench.content import Author, Made
from helpdesk.bench.copying import Table
from helpdesk.bench.indexes import without_indexes
from helpdesk.bench.words import Speaker, plant
from helpdesk.events.models import Event
from tickets.models import Comment, SearchEntry, Tally, Ticket, TicketCounter
from tickets.search import markers_of

SMALL_TICKETS = 50
BATCH = 5_000
SEED = 7

WORDS_TABLE = """
    CREATE TEMPORARY TABLE IF NOT EXISTS bench_words (
        ticket_id uuid, workspace_id uuid, created_at timestamptz, markers text[], said text)
"""
INDEX_WORDS = """
    INSERT INTO {table} (ticket_id, workspace_id, created_at, document)
    SELECT ticket_id, workspace_id, created_at, array_to_tsvector(markers) || to_tsvector('simple', said)
    FROM bench_words
"""


COUNT = """
    INSERT INTO {tallies} (workspace_id, is_test, queue_id, status, tickets, resolved, resolution_seconds)
    SELECT workspace_id, is_test, queue_id, status, count(*), count(resolved_at),
           coalesce(sum(extract(epoch FROM resolved_at - created_at)), 0)
    FROM {tickets} GROUP BY 1, 2, 3, 4
"""


def load(tickets: int, small_tickets: int = SMALL_TICKETS) -> None:
    """Load the big workspace with so many tickets and the small ones with ``small_tickets`` each.

    Expects a migrated database that nobody has used. The same numbers give the same content, but for the time and
    the ids of what verbs made.
    """
    chance = random.Random(SEED)  # noqa: S311 - made-up content
    speaker = Speaker(chance)
    now = timezone.now()
    sizes = {BIG: tickets} | {f"{BIG}-{number}": small_tickets for number in range(1, SMALL_WORKSPACES + 1)}
    with without_indexes([Ticket, Comment, SearchEntry, Event, *TABLES_OF_ARTICLES]):
        for slug, size in sizes.items():
            workspace, agents = staffed_workspace(slug, agents=AGENTS if slug == BIG else 2)
            customers = copy_customers(workspace, 1 + size // TICKETS_PER_CUSTOMER, now=now, chance=chance)
            queue_id = workspace.queues.get(is_default=True).pk
            author = Author(workspace.id, queue_id, customers, agents, speaker=speaker, chance=chance)
            planted = plant(size, chance) if slug == BIG else {}
            for first in range(1, size + 1, BATCH):
                numbers = range(first, min(first + BATCH, size + 1))
                made = [author.ticket(n, size, now=now, also=planted.get(n - 1, "")) for n in numbers]
                with transaction.atomic():
                    copy_batch(workspace, made)
            TicketCounter(workspace=workspace, last=size).save(force_insert=True)
            if slug == BIG:
                load_articles(workspace, tickets, now=now, chance=chance)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE bench_words")
    count_again()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def count_again() -> None:
    """Make the kept figures those of the tickets that are there."""
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {Tally._meta.db_table}")
        cursor.execute(COUNT.format(tallies=Tally._meta.db_table, tickets=Ticket._meta.db_table))


def copy_batch(workspace: Workspace, made: Sequence[Made]) -> None:
    """Tickets, comments, events of their creation, and their words."""
    Table(Ticket).add(one.ticket for one in made)
    Table(Comment).add(comment for one in made for comment in one.comments)
    Table(Event).add(created_event(one.ticket) for one in made)
    index_words(
        (one.ticket["id"], workspace.id, one.ticket["created_at"], markers(workspace, one.ticket), one.text)
        for one in made
    )


def created_event(ticket: dict[str, Any]) -> dict[str, Any]:
    """What the log says of a ticket's creation."""
    return {
        "workspace_id": ticket["workspace_id"],
        "type": "ticket.created",
        "subject_kind": "ticket",
        "subject_id": ticket["id"],
        "actor_kind": "customer",
        "actor_id": ticket["requester_id"],
        "visibility": Event.Visibility.PUBLIC,
        "data": Jsonb({"channel": ticket["channel"], "priority": ticket["priority"], "version": 1}),
        "created_at": ticket["created_at"],
    }


def markers(workspace: Workspace, ticket: dict[str, Any]) -> list[str]:
    """The lexemes that narrow a search to a workspace, a queue and a month."""
    return markers_of(workspace.pk, queue=ticket["queue_id"], opened_at=ticket["created_at"])


def index_words(rows: Iterable[tuple[Any, ...]]) -> None:
    """Search entries of (ticket, workspace, opened at, markers, text), as the product's handler writes each."""
    with connection.cursor() as cursor:
        cursor.execute(WORDS_TABLE)
        cursor.execute("TRUNCATE bench_words")
        with cursor.copy("COPY bench_words FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        cursor.execute(INDEX_WORDS.format(table=connection.ops.quote_name(SearchEntry._meta.db_table)))
