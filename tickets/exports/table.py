"""A list of tickets as a table for spreadsheets: CSV in UTF-8, newest first, in which no cell is a formula."""

import csv
import itertools
from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from helpdesk.accounts.actors import Actor
from helpdesk.http.keyset import Position
from helpdesk.lib.cells import safe_cell
from tickets.models import Ticket
from tickets.query.find import newest_tickets
from tickets.query.parse import parse
from workflow.models import CustomField

ROWS_AT_ONCE = 500
BYTE_ORDER_MARK = "\ufeff"  # without it spreadsheets read UTF-8 as something else

# Column -> what is read for it.
COLUMNS = {
    "Reference": "number",
    "Subject": "subject",
    "Status": "status",
    "Status label": "custom_status__label",
    "Priority": "priority",
    "Queue": "queue__name",
    "Type": "type__name",
    "Tags": "tags",
    "Customer": "requester__name",
    "Customer e-mail": "requester__email",
    "Organisation": "requester__organisation__name",
    "Assignee": "assignee__user__name",
    "Channel": "channel",
    "Created": "created_at",
    "Updated": "updated_at",
    "First response": "first_response_at",
    "Resolved": "resolved_at",
    "Closed": "closed_at",
    "Rating": "feedback__score",
    "Files": "file_names",
}


def table_lines(actor: Actor, query: str, *, most: int | None = None) -> Iterator[str]:
    """The lines of the table of what a search finds, up to ``most`` tickets; read in pages while it is written.

    Raises Invalid, before the first line, for a search that means nothing.
    """
    found = pages(actor, query, most=most)
    first = next(found, [])
    fields = list(actor.workspace.custom_fields.order_by("position", "id"))
    return lines(fields, itertools.chain([first], found))


def lines(fields: list[CustomField], pages: Iterable[list[dict[str, Any]]]) -> Iterator[str]:
    """The head and the rows."""
    writer = csv.writer(Echo())
    head = [*COLUMNS, *(field.label for field in fields)]
    yield BYTE_ORDER_MARK + writer.writerow([safe_cell(name) for name in head])
    for page in pages:
        yield from (writer.writerow(cells(row, fields)) for row in page)


def pages(actor: Actor, query: str, *, most: int | None) -> Iterator[list[dict[str, Any]]]:
    """The tickets, a page at a time, each behind the one before: whatever comes in meanwhile moves nothing."""
    question, position, left = parse(query), None, most
    files = actor.workspace.ticket_files.filter(ticket=OuterRef("pk")).order_by("created_at", "id")
    file_names = ArraySubquery(files.values("file__name"))
    while left is None or left > 0:
        size = ROWS_AT_ONCE if left is None else min(ROWS_AT_ONCE, left)
        found = newest_tickets(actor, question, limit=size, position=position)
        page = list(found.annotate(file_names=file_names).values("id", "custom", *COLUMNS.values()))
        if page:
            yield page
        if len(page) < size:
            return
        position = Position(page[-1]["created_at"], page[-1]["id"])
        left = None if left is None else left - size


def cells(row: dict[str, Any], fields: Iterable[CustomField]) -> list[str]:
    """One ticket."""
    shown = [spelled(name, row[column]) for name, column in COLUMNS.items()]
    own = [spelled("", row["custom"].get(field.key)) for field in fields]
    return [safe_cell(value) for value in [*shown, *own]]


def spelled(name: str, value: Any) -> Any:
    """A value as people read it."""
    if name == "Reference":
        return Ticket(number=value).reference
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    if hasattr(value, "isoformat"):
        return value.strftime("%Y-%m-%d %H:%M:%S")
    return value


class Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        """The text itself."""
        return text
