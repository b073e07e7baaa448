"""Search as its doors call it."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Workspace
from knowledge.languages import offered_languages
from knowledge.models import Article
from knowledge.search.asked import Asked, prepare
from knowledge.search.lookup import Lookup
from knowledge.search.question import Question, read_question
from knowledge.search.ranked import Index, Row
from knowledge.search.snippets import WRITTEN, Piece, Wanted, snippet
from knowledge.search.titles import boost
from knowledge.search.words import normal

ENOUGH = 10
MORE = 10  # looked at beyond the limit, because titles may change the order and one article has several texts


@dataclass(frozen=True)
class Hit:
    """An article that was found, in the language in which it was; ``snippet`` is text in pieces, the fitting marked."""

    article_id: uuid.UUID
    text_id: uuid.UUID
    language: str
    title: str
    slug: str
    score: float
    is_internal: bool
    snippet: list[Piece]


@dataclass(frozen=True)
class Found:
    """The best first. ``correction`` is what was looked for instead, where words were taken as misspelt."""

    hits: list[Hit] = field(default_factory=list)
    correction: str | None = None


def search_articles(
    workspace: Workspace,
    *,
    actor: Actor | None,
    words: str,
    languages: Sequence[str],
    limit: int = 20,
    prefix: bool = False,
) -> Found:
    """Published articles that the reader may see and in which these words stand, in any language; an article once.

    ``actor`` None is a stranger. The languages asked for come first. ``prefix``: the last word is still being typed.
    Understands "phrases" and -words, forgives what is misspelt; where no text holds everything, those that hold most.
    Raises Invalid (field ``q``) for a text that is too long or none.
    """
    question = read_question(words)
    if question.is_empty:
        return Found()
    if actor is not None and actor.workspace.pk != workspace.pk:
        actor = None
    spoken = list(dict.fromkeys([*languages, *offered_languages(workspace)]))
    lookup = Lookup(workspace.pk, is_member=actor is not None and actor.is_staff)
    asked = prepare(question, lookup, spoken, prefix=prefix and not words[-1:].isspace())
    if not asked.terms:
        return Found()
    index = Index(workspace, actor, list(languages) or spoken[:1])
    rows = index.with_all(asked, limit + MORE)
    if len(rows) < min(limit, ENOUGH) and len(asked.terms) > 1:
        rows = index.with_any(asked, limit + MORE)
    if not rows and question.phrases:
        return loosened(workspace, actor, question, languages, limit)
    hits = [shown(row, asked) for row in best(rows, asked, question)[:limit]]
    return Found(hits, spelled(asked, rows) if hits else None)


def loosened(
    workspace: Workspace, actor: Actor | None, question: Question, languages: Sequence[str], limit: int
) -> Found:
    """The same without quotes: a phrase that stands nowhere still tells what is sought."""
    loose = " ".join([*(word for phrase in question.phrases for word in phrase), *question.words])
    minus = "".join(f' -"{" ".join(run)}"' for run in question.without)
    return search_articles(workspace, actor=actor, words=(loose + minus)[:200], languages=languages, limit=limit)


def best(rows: Iterable[Row], asked: Asked, question: Question) -> list[Row]:
    """By score and how well the title fits; of an article's languages the best one alone."""
    scored = sorted(rows, key=lambda row: -row.score * boost(row, asked, question))
    once: dict[uuid.UUID, Row] = {}
    for row in scored:
        once.setdefault(row.article_id, row)
    return list(once.values())


def shown(row: Row, asked: Asked) -> Hit:
    """As a door shows it."""
    return Hit(
        article_id=row.article_id,
        text_id=row.text_id,
        language=row.language,
        title=row.title,
        slug=row.slug,
        score=row.score,
        is_internal=row.visibility == Article.Visibility.MEMBERS,
        snippet=snippet(row.plain, wanted_of(asked), row.language),
    )


def wanted_of(asked: Asked) -> Wanted:
    """What is marked."""
    return Wanted(
        frozenset(lexeme for term in asked.terms for lexeme in (*term.words, *("S" + one for one in term.stems)))
    )


def spelled(asked: Asked, rows: Sequence[Row]) -> str | None:
    """The corrected question, its words as the texts write them: the index has no accents."""
    if not asked.corrected:
        return None
    written: dict[str, str] = {}
    missing = set(asked.corrected)
    for row in rows:
        for found in WRITTEN.finditer(f"{row.title} {row.plain}"):
            if not missing:
                break
            word = normal(found[0])
            if word in missing:
                written[word] = found[0].lower()
                missing.discard(word)
    return " ".join(written.get(word, word) for word in asked.corrected)
