"""The floor: the SQL of each piece of work, minimal, each in one bare Django view without anything of the product.

What these reach is what Django and the database allow on this machine; the product is measured by how near it comes.
"""

import uuid
from typing import Any

import orjson
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from helpdesk.bench import article_statements, statements
from helpdesk.lib.ids import new_id
from knowledge.search.document import members_marker
from tickets.search import months_of

PAGE = 20
SNIPPET = 180
KINDS = {"open": ["open", "in_progress"], "pending": ["pending"], "resolved": ["resolved"], "closed": ["closed"]}


def one_statement(_request: HttpRequest) -> HttpResponse:
    """The trivial view the door is compared with."""
    return answer(select(statements.ONE, []))


def get(_request: HttpRequest, workspace: uuid.UUID, ticket: uuid.UUID) -> HttpResponse:
    """A ticket with its comments."""
    body = select(statements.TICKET, [ticket, workspace])[0]
    return answer(body | {"comments": select(statements.COMMENTS, [ticket])})


def tickets(request: HttpRequest, workspace: uuid.UUID) -> HttpResponse:
    """A page of the filtered list, from the top or from behind a position."""
    conditions, parameters = statements.LIST_OF_WORKSPACE, [workspace, KINDS[request.GET["status"]]]
    if "priority" in request.GET:
        conditions += statements.AND_PRIORITY
        parameters.append(request.GET["priority"])
    if "at" in request.GET:
        conditions += statements.AND_BEHIND
        parameters += [request.GET["at"], request.GET["id"]]
    rows = select(statements.listed(conditions), [*parameters, PAGE + 1])
    return answer({"tickets": rows[:PAGE], "hasMore": len(rows) > PAGE})


def search(request: HttpRequest, workspace: uuid.UUID) -> HttpResponse:
    """The newest tickets that hold the words."""
    whose = [workspace, False]
    walk = [request.GET["q"], *whose, PAGE + 1, months_of(workspace), workspace, *whose]
    rows = select(statements.SEARCH, [*walk, PAGE + 1])
    return answer({"tickets": rows[:PAGE], "hasMore": len(rows) > PAGE})


def articles(request: HttpRequest, workspace: uuid.UUID) -> HttpResponse:
    """The articles that hold one word, the best first."""
    word = request.GET["q"]
    select(article_statements.KNOWN, [workspace, [word, "S" + word, "N"]])
    fits = f"'{word}' | 'S{word}'"
    asked = [f"'{members_marker(workspace)}' & ({one})" for one in (f"'T{word}'", fits)]
    most = [article_statements.MOST_TITLED, article_statements.MOST_FITTING]
    rows = select(article_statements.BEST, [*asked, fits, *most, 0.5, workspace, PAGE])
    shown = [
        {
            "id": row["article_id"],
            "language": row["language"],
            "title": row["title"],
            "slug": row["slug"],
            "isInternal": row["visibility"] == "members",
            "snippet": row["plain"][:SNIPPET],
        }
        for row in rows
    ]
    return answer({"articles": shown, "correction": None})


def stats(_request: HttpRequest, workspace: uuid.UUID) -> HttpResponse:
    """Tickets by status and the mean time to resolution."""
    rows = select(statements.STATS, [workspace])
    resolved = sum(row["resolved"] for row in rows)
    body = {
        "byStatus": {row["status"]: row["tickets"] for row in rows},
        "avgResolutionTimeHours": sum(row["seconds"] for row in rows) / 3600 / resolved if resolved else 0,
        "totalTickets": sum(row["tickets"] for row in rows),
    }
    return answer(body)


def create(request: HttpRequest, workspace: uuid.UUID) -> HttpResponse:
    """A ticket with its place in the figures, its event and the jobs that follow, in one transaction."""
    body = orjson.loads(request.body)
    now, ticket = timezone.now(), new_id()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statements.CUSTOMER, [workspace, body["email"]])
        customer = cursor.fetchone()[0]
        values = statements.TICKET_DEFAULTS | {
            "id": ticket,
            "workspace_id": workspace,
            "subject": body["subject"],
            "body": body["body"],
            "channel": "api",
            "requester_id": customer,
            "tags": body["tags"],
            "created_at": now,
            "updated_at": now,
            "waiting_since": now,
            "last_message": body["body"][:160],
            "last_message_at": now,
        }
        cursor.execute(statements.INSERT_TICKET, [workspace, *values.values(), workspace])
        queue, number = cursor.fetchone()
        cursor.execute(statements.INSERT_TALLY, [workspace, queue])
        cursor.execute(statements.LOCK_EVENTS, [f"events:{workspace}"])
        cursor.execute(statements.INSERT_EVENT, [workspace, ticket, now])
        event = cursor.fetchone()[0]
        cursor.execute(statements.INSERT_JOBS, [event] * len(statements.HANDLER_NAMES))
    return answer({"id": ticket, "number": number, "status": "open", "createdAt": now, **body}, status=201)


def select(statement: str, parameters: list[Any]) -> list[dict[str, Any]]:
    """The rows by column name."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def answer(body: Any, status: int = 200) -> HttpResponse:
    """JSON with its length, which no middleware adds here."""
    text = orjson.dumps(body)
    return HttpResponse(
        text, status=status, content_type="application/json", headers={"Content-Length": str(len(text))}
    )
