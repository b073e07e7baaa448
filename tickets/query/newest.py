"""The newest tickets of a question as rows, for lists: compiled once for each form of question that lasts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db import models

from helpdesk.accounts.actors import Actor
from helpdesk.http.compiled import CompiledQuery
from helpdesk.http.keyset import Position
from tickets.query.conditions import is_lasting
from tickets.query.find import newest_tickets
from tickets.query.terms import Query

Rows = models.QuerySet[Any, Any]

# Begins the name of a value that stands for a word; no word that somebody typed can begin so.
NAMED = "\x00"


@dataclass(frozen=True)
class Shape:
    """All that decides the form of the statement; for words it holds their names among the values."""

    actor: Actor
    query: Query
    limit: int


class NewestTickets:
    """Rows with these columns by name; ``more`` gives those that no ticket has by itself, by who asks.

    ``created_at`` and ``id`` must be among the columns where pages follow one another.
    """

    def __init__(self, *columns: str, more: Callable[[Actor], Mapping[str, Any]] = lambda _actor: {}) -> None:
        self._columns, self._more = columns, more
        self._compiled = CompiledQuery(self._build)

    def rows(self, actor: Actor, query: Query, *, limit: int, position: Position | None = None) -> list[dict[str, Any]]:
        """The newest ``limit`` behind a position. Only what means the same tomorrow is worth a statement kept for it.

        Raises Invalid for words that make no question here.
        """
        values: dict[str, Any] = {"created_at": position.created_at, "id": position.id} if position else {}
        if is_lasting(query):
            named = {f"{NAMED}{number}": word.text for number, word in enumerate(query.words)}
            words = tuple(replace(word, text=name) for name, word in zip(named, query.words, strict=True))
            rows = self._compiled.rows(Shape(actor, replace(query, words=words), limit), **values, **named)
        else:
            rows = list(self._build(Shape(actor, query, limit), **values))
        return [dict(zip(self._columns, row, strict=True)) for row in rows]

    def _build(self, shape: Shape, **values: Any) -> Rows:
        position = Position(values["created_at"], values["id"]) if "id" in values else None
        words = tuple(
            replace(word, text=values[word.text]) if word.text.startswith(NAMED) else word for word in shape.query.words
        )
        query = replace(shape.query, words=words)
        tickets = newest_tickets(shape.actor, query, limit=shape.limit, position=position)
        return tickets.annotate(**self._more(shape.actor)).values_list(*self._columns)
