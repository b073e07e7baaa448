"""The ratings of a time as a table for spreadsheets: CSV in UTF-8, newest first, in which no cell is a formula."""

import csv
from collections.abc import Iterator
from typing import Any

from helpdesk.accounts.actors import Actor
from helpdesk.http.keyset import Position
from helpdesk.lib.cells import safe_cell
from knowledge.reports import Period
from tickets.exports.table import BYTE_ORDER_MARK, ROWS_AT_ONCE, Echo
from tickets.models import Ticket
from tickets.surveys.report import newest, ratings

HEAD = ("Rated", "Score", "Reference", "Agent", "Queue", "Tags")
WORDS = ("Subject", "Comment")


def table_lines(actor: Actor, period: Period, *, with_words: bool) -> Iterator[str]:
    """The lines of the table, read a page at a time while it is written; what people wrote only ``with_words``."""
    writer = csv.writer(Echo())
    yield BYTE_ORDER_MARK + writer.writerow([*HEAD, *(WORDS if with_words else ())])
    position: Position | None = None
    while True:
        rows, position = newest(ratings(actor, period), limit=ROWS_AT_ONCE, position=position)
        for row in rows:
            yield writer.writerow([safe_cell(value) for value in cells(row, with_words=with_words)])
        if position is None:
            return


def cells(row: dict[str, Any], *, with_words: bool) -> list[Any]:
    """One rating."""
    shown = [
        row["created_at"].strftime("%Y-%m-%d %H:%M:%S"),
        row["score"],
        Ticket(number=row["ticket__number"]).reference,
        row["member__user__name"],
        row["ticket__queue__name"],
        ", ".join(row["ticket__tags"]),
    ]
    return [*shown, row["ticket__subject"], row["comment"]] if with_words else shown
