"""Questions to the vocabulary: which words are known, which begin so, which look alike, which hold a word."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from knowledge.search.grams import grams_of, inner_grams

MOST_BEGINNING = 24
MOST_ALIKE = 80
MOST_HOLDING = 200
END = "\U0010ffff"

# {count} is the column of what the reader may find.
KNOWN = """
    SELECT word, sum({count})::int FROM knowledge_word
    WHERE workspace_id = %s AND word = ANY(%s) AND {count} > 0 GROUP BY word
"""
BEGINNING = """
    UNION ALL (
        SELECT '>' || word, sum({count})::int FROM knowledge_word
        WHERE workspace_id = %s AND word ~>=~ %s AND word ~<~ %s AND {count} > 0
        GROUP BY word ORDER BY 2 DESC LIMIT %s)
"""
# For one word, as every row that shares anything is looked at: unnesting its grams would take three times as long.
ALIKE = """
    (SELECT {number}, word, max(texts) FROM (
        SELECT word, {count} AS texts, {shared} AS shared FROM knowledge_word
        WHERE workspace_id = %s AND grams && %s::varchar[] AND {count} > 0 AND length(word) <= %s
    ) AS known
    GROUP BY word ORDER BY max(shared) DESC, word LIMIT %s)
"""
SHARED = "(array_position(grams, %s) IS NOT NULL)::int"
HOLDING = """
    SELECT asked.number, holding.word, holding.texts
    FROM unnest(%s::int[], %s::text[], %s::text[]) AS asked (number, part, grams)
    CROSS JOIN LATERAL (
        SELECT word, max({count}) AS texts FROM knowledge_word AS known
        WHERE known.workspace_id = %s AND known.grams @> string_to_array(asked.grams, '|')::varchar[]
          AND {count} > 0
          AND (starts_with(word, asked.part) OR position(asked.part IN right(word, length(asked.part) + 2)) > 0)
        GROUP BY word ORDER BY 2 DESC, word LIMIT %s
    ) AS holding
"""


@dataclass(frozen=True)
class Lookup:
    """The vocabulary of a workspace as one reader may know it."""

    workspace_id: uuid.UUID
    is_member: bool

    @property
    def _count(self) -> str:
        return "articles" if self.is_member else "public_articles"

    def known(self, words: Sequence[str], *, beginning: str = "") -> "Known":
        """In how many texts these stand, and the commonest words that begin so."""
        statement = KNOWN
        parameters: list[Any] = [self.workspace_id, list(words)]
        if beginning:
            statement += BEGINNING
            parameters += [self.workspace_id, beginning, beginning + END, MOST_BEGINNING]
        found = self._rows(statement, parameters)
        texts = {word: count for word, count in found if word[0] != ">"}
        return Known(texts, {word[1:]: count for word, count in found if word[0] == ">"})

    def alike(self, words: Sequence[str], *, longer_by: int) -> list[dict[str, int]]:
        """For each word those that share most with it, with the number of texts that hold them."""
        branches: list[str] = []
        parameters: list[Any] = []
        for number, word in enumerate(words):
            grams = grams_of(word, self.workspace_id)
            shared = " + ".join([SHARED] * len(grams))
            branches.append(ALIKE.format(number=number, count=self._count, shared=shared))
            parameters += [*grams, self.workspace_id, grams, len(word) + longer_by, MOST_ALIKE]
        return by_number(self._rows(" UNION ALL ".join(branches), parameters), len(words)) if words else []

    def holding(self, parts: Sequence[str]) -> list[dict[str, int]]:
        """For each part the words that begin or end with it, up to two letters of inflection."""
        if not parts:
            return []
        grams = ["|".join(inner_grams(part, self.workspace_id)) for part in parts]
        numbers = list(range(len(parts)))
        return by_number(
            self._rows(HOLDING, [numbers, list(parts), grams, self.workspace_id, MOST_HOLDING]), len(parts)
        )

    def _rows(self, statement: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(statement.format(count=self._count), parameters)
            return cursor.fetchall()


@dataclass(frozen=True)
class Known:
    """Words of the vocabulary with the number of texts that hold them."""

    texts: Mapping[str, int]
    beginning: Mapping[str, int] = field(default_factory=dict)


def by_number(rows: Sequence[tuple[Any, ...]], count: int) -> list[dict[str, int]]:
    """Rows of (number, word, texts) as one table for each number."""
    tables: list[dict[str, int]] = [{} for _ in range(count)]
    for number, word, texts in rows:
        tables[number][word] = texts
    return tables
