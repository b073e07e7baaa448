"""The words of a workspace's articles with the number of texts they stand in, kept as texts change.

Counted twice, over all texts and over those that everybody may read: what is corrected, and how, must not tell a
stranger what internal articles say.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import connection

from knowledge.search.document import is_counted
from knowledge.search.grams import grams_of

SHORTEST_CORRECTED = 3

# One at a time in a workspace: two texts share most of their words, in no order that both would follow.
LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"
ADD = """
    INSERT INTO knowledge_word AS known (workspace_id, language, word, articles, public_articles, grams)
    SELECT %s, %s, word, texts, public, string_to_array(grams, '|')
    FROM unnest(%s::text[], %s::int[], %s::int[], %s::text[]) AS more (word, texts, public, grams)
    ON CONFLICT (workspace_id, language, word) DO UPDATE SET
        articles = known.articles + excluded.articles,
        public_articles = known.public_articles + excluded.public_articles
"""
TAKE = """
    UPDATE knowledge_word AS known SET
        articles = greatest(known.articles - texts, 0),
        public_articles = greatest(known.public_articles - public, 0)
    FROM unnest(%s::text[], %s::int[], %s::int[]) AS less (word, texts, public)
    WHERE known.workspace_id = %s AND known.language = %s AND known.word = less.word
"""
FORGET = "DELETE FROM knowledge_word WHERE workspace_id = %s AND language = %s AND word = ANY(%s) AND articles = 0"
# One statement and so one moment: what was counted and what is there are of the same state, and the difference can be
# added to whatever else is counted meanwhile.
MISCOUNTED = """
    WITH counted AS (
        SELECT language, word, count(*) AS texts, count(*) FILTER (WHERE is_public) AS public
        FROM (
            SELECT language, unnest(tsvector_to_array(document)) AS word, document @@ %(public)s::tsquery AS is_public
            FROM knowledge_articleentry WHERE workspace_id = %(workspace)s
        ) AS lexemes GROUP BY language, word
    )
    SELECT coalesce(counted.language, known.language), coalesce(counted.word, known.word),
           coalesce(counted.texts, 0) - coalesce(known.articles, 0),
           coalesce(counted.public, 0) - coalesce(known.public_articles, 0)
    FROM counted
    FULL JOIN (SELECT * FROM knowledge_word WHERE workspace_id = %(workspace)s) AS known
      ON known.language = counted.language AND known.word = counted.word
    WHERE counted.texts IS DISTINCT FROM known.articles OR counted.public IS DISTINCT FROM known.public_articles
"""


@dataclass(frozen=True)
class Counted:
    """The lexemes of one indexed text, and whether everybody may read it."""

    lexemes: frozenset[str] = frozenset()
    is_public: bool = False


Change = Mapping[str, tuple[int, int]]


def difference(before: Counted, after: Counted) -> Change:
    """By how much the counts of each word change, over all texts and over public ones."""
    changed = {}
    for word in before.lexemes | after.lexemes:
        texts = (word in after.lexemes) - (word in before.lexemes)
        public = (word in after.lexemes and after.is_public) - (word in before.lexemes and before.is_public)
        if (texts or public) and is_counted(word):
            changed[word] = (texts, public)
    return changed


def lock_words(workspace_id: uuid.UUID) -> None:
    """Be the only one who counts in a workspace until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [f"words:{workspace_id}"])


def count_words(workspace_id: uuid.UUID, language: str, change: Change) -> None:
    """Change the counts; needs ``lock_words``. Words that stand nowhere any more are forgotten."""
    more = {word: (max(texts, 0), max(public, 0)) for word, (texts, public) in change.items() if max(texts, public) > 0}
    less = {
        word: (max(-texts, 0), max(-public, 0)) for word, (texts, public) in change.items() if min(texts, public) < 0
    }
    with connection.cursor() as cursor:
        if more:
            grams = ["|".join(grams_of(word, workspace_id)) if is_compared(word) else None for word in more]
            texts, public = columns(more.values())
            cursor.execute(ADD, [workspace_id, language, list(more), texts, public, grams])
        if less:
            texts, public = columns(less.values())
            cursor.execute(TAKE, [list(less), texts, public, workspace_id, language])
            cursor.execute(FORGET, [workspace_id, language, list(less)])


def columns(counts: Iterable[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """Pairs, one column each."""
    pairs = list(counts)
    return [texts for texts, _ in pairs], [public for _, public in pairs]


def is_compared(word: str) -> bool:
    """Whether a misspelt word may be meant as this one: no stem, no number, nothing shorter than three letters."""
    return len(word) >= SHORTEST_CORRECTED and not word[0].isupper() and not word.isdigit()


def recount_words(workspace_id: uuid.UUID, public_marker: str) -> None:
    """Count everything again: what articles that went took with them uncounted is put right."""
    lock_words(workspace_id)
    with connection.cursor() as cursor:
        cursor.execute(MISCOUNTED, {"workspace": workspace_id, "public": f"'{public_marker}'"})
        rows = cursor.fetchall()
    by_language: dict[str, dict[str, tuple[int, int]]] = {}
    for language, word, texts, public in rows:
        if is_counted(word):
            by_language.setdefault(language, {})[word] = (texts, public)
    for language, change in by_language.items():
        count_words(workspace_id, language, change)
