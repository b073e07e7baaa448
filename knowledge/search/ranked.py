"""The question put to the index: which texts fit, the best of them first."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Any

from django.db import connection
from django.utils import timezone

from helpdesk.accounts.actors import Actor, system_actor
from helpdesk.accounts.models import Workspace
from knowledge.search.asked import Asked, Term
from knowledge.search.document import members_marker, public_marker, quoted

MOST_TITLED, MOST_FITTING = 100, 200  # no more than 300 texts are ranked
MOST_WITH_ALL, MOST_WITH_MANY, MOST_WITH_ANY = 60, 60, 80
MOST_RANKED_TERMS = 8
MOST_LEFT_OUT = 5
BROAD_TEXTS = 5_000
WEIGHTS = "{0.05, 0.2, 0.5, 1.0}"  # text, headings, title, from D on
SATURATED = 1.5
OTHER_LANGUAGE = 0.5

# No workspace has this id, and nothing happened at this moment.
MARKED_WORKSPACE = uuid.UUID(int=0xC0FFEE << 64)
MARKED_MOMENT = datetime.datetime(1, 1, 1, microsecond=1, tzinfo=datetime.UTC)

# From a row of a CTE and not as a constant: misled about how many texts fit, the planner would read all of them.
STATEMENT = """
    WITH asked AS MATERIALIZED (SELECT {asked}),
    found AS ({branches}),
    ranked AS (
        SELECT entry.id, entry.article_id, entry.language, article.visibility,
               ({total}) * ({covered}) * (CASE entry.language {languages} ELSE %s END) AS score
        FROM found JOIN knowledge_articleentry AS entry ON entry.id = found.id CROSS JOIN asked
        JOIN ({visible}) AS article ON article.id = entry.article_id
        CROSS JOIN LATERAL (SELECT {ranks}) AS rank
        ORDER BY score DESC, entry.id LIMIT %s
    )
    SELECT ranked.article_id, text.id, ranked.language, text.title, text.slug, ranked.visibility,
           left(entry.plain, 20000) AS plain, ranked.score
    FROM ranked
    JOIN knowledge_articleentry AS entry ON entry.id = ranked.id
    JOIN knowledge_articletext AS text ON text.article_id = ranked.article_id AND text.language = ranked.language
    ORDER BY ranked.score DESC, ranked.id
"""
BRANCH = (
    "(SELECT entry.id FROM asked CROSS JOIN knowledge_articleentry AS entry WHERE entry.document @@ q{number} LIMIT %s)"
)


@dataclass(frozen=True)
class Row:
    """A text that fits."""

    article_id: Any
    text_id: Any
    language: str
    title: str
    slug: str
    visibility: str
    plain: str
    score: float


class Index:
    """One reader's view of a workspace's index."""

    def __init__(self, workspace: Workspace, actor: Actor | None, languages: Sequence[str]) -> None:
        self._workspace, self._languages = workspace, languages
        self._is_member = actor is not None and actor.is_staff
        self._marker = quoted((members_marker if self._is_member else public_marker)(workspace.pk))

    def with_all(self, asked: Asked, limit: int) -> list[Row]:
        """Texts in which everything required stands."""
        required = required_of(asked)
        branches = [
            (all_of(term.title_query for term in required), MOST_TITLED),
            (all_of(term.query for term in required), MOST_FITTING),
        ]
        return self._rows(asked, branches, limit)

    def with_any(self, asked: Asked, limit: int) -> list[Row]:
        """Texts in which some of it stands; the more of it and the rarer that is, the further up."""
        rare = rarest(asked.terms)
        required = required_of(asked)
        branches = [
            (all_of(term.query for term in required), MOST_WITH_ALL),
            (any_query([term.title_query for term in rare]), MOST_TITLED),
            (any_query([term.query for term in rare]), MOST_WITH_ANY),
        ]
        if 2 < len(required) <= MOST_LEFT_OUT:
            many = any_query(
                [f"({all_of(term.query for term in some)})" for some in combinations(required, len(required) - 1)]
            )
            branches.insert(1, (many, MOST_WITH_MANY))
        return self._rows(asked, branches, limit)

    def _rows(self, asked: Asked, branches: Sequence[tuple[str, int]], limit: int) -> list[Row]:
        ranked = sorted(asked.terms, key=lambda term: -term.weight)[:MOST_RANKED_TERMS]
        numbers = range(len(ranked))
        without = "".join(f" & !{one}" for one in asked.without)
        queries = [f"{self._marker} & ({query}){without}" for query, _ in branches]
        total = sum(term.weight for term in ranked)
        visible, visible_parameters = self._visible()
        asked_columns = [f"%s::tsquery AS q{number}" for number in range(len(queries))]
        asked_columns += [f"%s::tsquery AS t{number}" for number in numbers]
        statement = STATEMENT.format(
            asked=", ".join(asked_columns),
            branches=" UNION ".join(BRANCH.format(number=number) for number in range(len(queries))),
            total=" + ".join(f"%s * least(%s * r{number}, {SATURATED})" for number in numbers),
            covered="(" + " + ".join(f"%s * (r{number} > 0)::int" for number in numbers) + ") / %s",
            languages=" ".join("WHEN %s THEN %s" for _ in self._languages),
            visible=visible,
            ranks=", ".join(f"ts_rank('{WEIGHTS}', entry.document, t{number}) AS r{number}" for number in numbers),
        )
        preferred = [
            value for place, language in enumerate(self._languages) for value in (language, OTHER_LANGUAGE**place)
        ]
        parameters = [
            *queries,
            *(term.query for term in ranked),
            *(most for _, most in branches),
            *(value for term in ranked for value in (term.weight, term.size)),
            *(term.weight for term in ranked),
            total,
            *preferred,
            OTHER_LANGUAGE ** len(self._languages),
            *visible_parameters,
            limit,
        ]
        with connection.cursor() as cursor:
            cursor.execute(statement, parameters)
            return [Row(*row) for row in cursor.fetchall()]

    def _visible(self) -> tuple[str, list[Any]]:
        """The articles that the reader may see, as SQL: the rule is the model's."""
        statement, marked = visible_sql(self._is_member)
        values = {MARKED_WORKSPACE: self._workspace.pk, MARKED_MOMENT: timezone.now()}
        return statement, [values.get(value, value) for value in marked]


@lru_cache(maxsize=2)
def visible_sql(is_member: bool) -> tuple[str, tuple[Any, ...]]:
    """The rule compiled once, with marks in the places of workspace and moment: building it costs more than asking."""
    workspace = Workspace(pk=MARKED_WORKSPACE)
    actor = system_actor(workspace) if is_member else None
    articles = workspace.articles.visible_to(actor, now=MARKED_MOMENT).values("id", "visibility")
    statement, parameters = articles.query.sql_with_params()
    if not {MARKED_WORKSPACE, MARKED_MOMENT} <= set(parameters):
        raise RuntimeError(f"workspace or moment do not reach the statement as they are: {statement}")
    return statement, tuple(parameters)


def required_of(asked: Asked) -> list[Term]:
    """What must stand in a text."""
    return [term for term in asked.terms if term.is_required] or list(asked.terms)


def rarest(terms: Sequence[Term]) -> list[Term]:
    """Those that a search for any of them can afford; two at least."""
    chosen: list[Term] = []
    for term in sorted(terms, key=lambda term: term.texts):
        if len(chosen) < 2 or sum(one.texts for one in chosen) + term.texts <= BROAD_TEXTS:
            chosen.append(term)
    return chosen


def all_of(queries: Any) -> str:
    """The tsquery in which all of these must fit."""
    return " & ".join(queries)


def any_query(queries: Sequence[str]) -> str:
    """The tsquery in which one of these must fit."""
    return " | ".join(queries)
