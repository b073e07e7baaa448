"""Words put to the index: which tickets hold them, the newest first or all."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from helpdesk.accounts.actors import Actor
from helpdesk.http.keyset import Position
from helpdesk.lib.errors import Forbidden
from helpdesk.lib.text import fold
from tickets.models.ticket import TicketQuerySet
from tickets.query.terms import Word
from tickets.search import months_of, workspace_marker

# An array, made first: given a plain subquery the planner, misled about how many match, walks all tickets instead of
# asking the word index.
ALL = "ARRAY(SELECT ticket_id FROM tickets_searchentry WHERE document @@ {asked})"
# Back in time in steps of one month, two, four and so on, until there are enough hits or no older tickets: a common
# word costs what it costs in a month, and one that is scarce a few steps. Each step asks for the words and its months
# at once, takes its hits newest first, and of them those that are among the tickets in question. Without OFFSET 0 the
# planner would look for the hits of a step twice, and join all of them before it took the newest.
NEWEST = """
    ARRAY(
        WITH RECURSIVE asked AS MATERIALIZED (SELECT {asked} AS words),
        walk (until, months, enough, found) AS (
            SELECT date_trunc('month', ({newest}) AT TIME ZONE 'UTC') + interval '1 month', 1, %s, ARRAY[]::uuid[]
            UNION ALL
            SELECT step.since, months * 2, enough - cardinality(hits.ids), hits.ids
            FROM walk
            CROSS JOIN LATERAL (SELECT until - make_interval(months => months) AS since) AS step
            CROSS JOIN LATERAL (SELECT ARRAY(
                SELECT entry.ticket_id FROM (
                    SELECT ticket_id, created_at FROM tickets_searchentry
                    WHERE document @@ ((SELECT words FROM asked) && (
                        SELECT string_agg(%s || to_char(month, 'YYYYMM'), '|')
                        FROM generate_series(step.since, until - interval '1 month', '1 month') AS month)::tsquery)
                    {behind}
                    ORDER BY created_at DESC, ticket_id DESC OFFSET 0
                ) AS entry
                JOIN ({narrowed}) AS narrowed (id) ON narrowed.id = entry.ticket_id
                ORDER BY entry.created_at DESC, entry.ticket_id DESC LIMIT enough
            ) AS ids OFFSET 0) AS hits
            WHERE enough > 0 AND until > ({oldest}) AT TIME ZONE 'UTC'
        )
        SELECT unnest(found) FROM walk)
"""
EDGE = """
    SELECT created_at FROM tickets_ticket WHERE workspace_id = %s AND is_test = %s
    ORDER BY created_at {order}, id {order} LIMIT 1
"""
BEHIND = "AND (created_at, ticket_id) < (%s, %s)"
# Left out here already, so that what is hidden takes nobody's place among the newest.
NOT_HIDDEN = "coalesce((SELECT string_agg('!Q' || id, '&') FROM ({queues}) AS hidden (id)), '')::tsquery"


def all_hits(narrowed: TicketQuerySet, actor: Actor, words: Sequence[Word]) -> TicketQuerySet:
    """Those of the tickets in which all the words occur."""
    asked, parameters = asked_of_index(actor, words)
    marked = ALL.format(asked=f"(%s::tsquery && {asked})")
    return narrowed.filter(is_in(marked, [workspace_marker(actor.workspace.pk), *parameters]))


def newest_hits(
    narrowed: TicketQuerySet, actor: Actor, words: Sequence[Word], *, position: Position | None, limit: int
) -> TicketQuerySet:
    """Of the tickets in which all the words occur the newest ``limit`` behind a position."""
    asked, asked_parameters = asked_of_index(actor, words)
    try:
        inner, inner_parameters = narrowed.order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:  # a filter that no ticket can fit, such as somebody unknown, is no SQL at all
        return narrowed.none()
    workspace: list[Any] = [actor.workspace.pk, actor.test_mode]
    behind: list[Any] = [] if position is None else [position.created_at, position.id]
    statement = NEWEST.format(
        asked=asked,
        newest=EDGE.format(order="DESC") if position is None else "%s::timestamptz",
        narrowed=inner,
        behind="" if position is None else BEHIND,
        oldest=EDGE.format(order="ASC"),
    )
    newest = workspace if position is None else [position.created_at]
    months = months_of(actor.workspace.pk)
    parameters = [*asked_parameters, *newest, limit, months, *behind, *inner_parameters, *workspace]
    tickets: TicketQuerySet = actor.workspace.tickets.filter(is_in(statement, parameters))
    return tickets


def asked_of_index(actor: Actor, words: Sequence[Word]) -> tuple[str, list[Any]]:
    """The words as a tsquery, without the queues that are hidden; whose tickets are meant is for the caller to add.

    Raises Forbidden for customers: notes are in the index too, and what finds one tells what it says.
    """
    if not actor.is_staff:
        raise Forbidden("Customers cannot search by words")
    parts, parameters = [part_of(word) for word in words], [fold(word.text) for word in words]
    if actor.kind != "system":
        queues, more = actor.workspace.queues.hidden_from(actor).values("pk").query.sql_with_params()
        parts, parameters = [NOT_HIDDEN.format(queues=queues), *parts], [*more, *parameters]
    return f"({' && '.join(parts)})", parameters


def part_of(word: Word) -> str:
    """One word in SQL. One that must occur and that the index has no notion of, such as a picture, occurs nowhere."""
    part = "to_tsquery('simple', %s || ':*')" if word.prefix else "phraseto_tsquery('simple', %s)"
    return f"!!{part}" if word.negated else f"nullif({part}::text, '')::tsquery"


def is_in(statement: str, parameters: Sequence[Any]) -> RawSQL:
    """Whether a ticket is in an array of this module."""
    return RawSQL(f"tickets_ticket.id = ANY ({statement})", parameters, output_field=BooleanField())  # noqa: S611 - no part of it is anybody's text
