"""The parameters of the public contract's reads: unknown ones and odd values are refused."""

from collections.abc import Collection
from dataclasses import dataclass

from django.http import QueryDict

from helpdesk.api.public.dialect import STATUS_WORDS, STATUSES
from helpdesk.http.keyset import Position, decode
from helpdesk.lib.errors import Invalid
from helpdesk.lib.text import is_storable

DEFAULT_LIMIT, MAX_LIMIT = 20, 100
DEFAULT_HITS, MAX_HITS = 5, 10
MAX_QUERY = 200


@dataclass(frozen=True)
class PageWanted:
    """A part of the list: how much, from where, and which kinds of status; none means all."""

    limit: int
    position: Position | None
    statuses: tuple[str, ...]


@dataclass(frozen=True)
class SearchWanted:
    """A search: in which workspace, for what, and how many articles at most."""

    workspace_id: str
    words: str
    limit: int


def read_page(query: QueryDict) -> PageWanted:
    """``limit``, ``cursor`` and ``status``. Raises Invalid."""
    check_names(query, ("limit", "cursor", "status"))
    word = query.get("status", "")
    if "status" in query and word not in STATUSES:
        raise Invalid(f"status must be one of {', '.join(STATUSES)}", field="status")
    statuses = tuple(kind for kind, spelled in STATUS_WORDS.items() if spelled == word)
    cursor = query.get("cursor")
    limit = read_limit(query, default=DEFAULT_LIMIT, most=MAX_LIMIT)
    return PageWanted(limit, decode(cursor) if cursor else None, statuses)


def read_search(query: QueryDict) -> SearchWanted:
    """``workspace_id``, ``q`` and ``limit``. Raises Invalid."""
    check_names(query, ("workspace_id", "q", "limit"))
    workspace_id, words = str(query.get("workspace_id", "")).strip(), str(query.get("q", "")).strip()
    for name, text in (("workspace_id", workspace_id), ("q", words)):
        if not text:
            raise Invalid(f"{name} is required", code="required", field=name)
    if len(words) > MAX_QUERY:
        raise Invalid(f"q must be at most {MAX_QUERY} characters", field="q")
    return SearchWanted(workspace_id, words, read_limit(query, default=DEFAULT_HITS, most=MAX_HITS))


def read_limit(query: QueryDict, *, default: int, most: int) -> int:
    """A whole number from 1. Raises Invalid."""
    text = query.get("limit", str(default))
    if not (text.isascii() and text.isdigit() and len(text) < 4 and 1 <= int(text) <= most):
        raise Invalid(f"limit must be a whole number from 1 to {most}", field="limit", code="out_of_range")
    return int(text)


def check_names(query: QueryDict, known: Collection[str]) -> None:
    """Raises Invalid for a parameter that does not exist, comes twice or holds what is no text.

    ``t``, the token of a link, is a credential and passes everywhere.
    """
    for name, values in query.lists():
        if name not in {*known, "t"}:
            raise Invalid(f"Unknown parameter {name[:40]!a}. Use " + ", ".join(known), field=name[:40])
        if len(values) > 1 or not is_storable(values[0]):
            raise Invalid(f"{name} must come once, as text", field=name)
