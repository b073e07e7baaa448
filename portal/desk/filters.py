"""What the list shows: a view, narrowed by choices and by words, all of it in the address."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from helpdesk.lib.errors import Invalid
from helpdesk.lib.text import is_storable
from portal.desk.views import BY_WORD, View
from portal.words import PRIORITIES
from tickets.query.conditions import BY_STATUS
from tickets.query.filters import NUMBER
from tickets.query.parse import parse
from tickets.query.spell import spell
from tickets.query.terms import Filter, Query

# The selects beside the search box, each a filter of the same name.
CHOICES = ("status", "priority", "assignee", "queue", "tag")
KNOWN = ("view", "q", *CHOICES, "cursor")
NO_FILTER = "This address asks for a filter that does not exist"


@dataclass(frozen=True)
class Filters:
    """The choices in an address, as typed."""

    view: View
    q: str = ""
    status: str = ""
    priority: str = ""
    assignee: str = ""
    queue: str = ""
    tag: str = ""
    cursor: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether more than the view was chosen."""
        return bool(self.q) or self.chosen

    @property
    def chosen(self) -> bool:
        """Whether any of the selects is set."""
        return any(getattr(self, name) for name in CHOICES)

    @cached_property
    def query(self) -> Query:
        """All of it as one question. Raises Invalid for words that make none."""
        view, typed = parse(self.view.query), parse(self.q)
        picked = tuple(Filter(name, (getattr(self, name),)) for name in CHOICES if getattr(self, name))
        return Query(typed.words + view.words, (*without_status(view, picked), *picked, *typed.filters))

    @property
    def words(self) -> str:
        """The same as it is typed."""
        return spell(self.query)

    def address(self, **changes: str) -> str:
        """The query string of these choices with some changed."""
        chosen = {name: getattr(self, name) for name in KNOWN if name != "view"} | {"view": self.view.word} | changes
        return "?" + urlencode({name: chosen[name] for name in KNOWN if chosen[name]})


def without_status(view: Query, picked: tuple[Filter, ...]) -> tuple[Filter, ...]:
    """The view's filters; a status somebody picks takes the place of the view's own."""
    if not any(one.name == "status" for one in picked):
        return view.filters
    return tuple(one for one in view.filters if one.name != "status" and not set(one.values) & set(BY_STATUS))


def typed_filters(query: QueryDict, view: View | None = None) -> Filters:
    """What was typed, as far as it can be shown again, right or wrong."""
    shown = {name: query.get(name, "") for name in ("q", *CHOICES)}
    kept = {name: text if is_storable(text) else "" for name, text in shown.items()}
    return Filters(view=view or BY_WORD["all" if kept["q"] else "open"], **kept)


def read_filters(query: QueryDict, view: View | None = None) -> Filters:
    """The choices in a query string, in a saved view where one is given. Raises Invalid for one that does not exist;
    the message says which do."""
    for name, values in query.lists():
        if name not in KNOWN or len(values) > 1 or not all(is_storable(text) for text in (name, *values)):
            raise Invalid(NO_FILTER, hint="Start again from one of the lists")
    q = query.get("q", "").strip()
    if view is None:
        # Somebody who searches wants to find it, wherever it is.
        view = one_of(BY_WORD, "all" if q else query.get("view") or "open", "view")
    chosen = Filters(view=view, q=q, cursor=query.get("cursor", ""), **{name: query.get(name, "") for name in CHOICES})
    chosen = replace(chosen, tag=chosen.tag.strip())
    if chosen.priority:
        one_of(PRIORITIES, chosen.priority, "priority")
    return chosen


def one_of(choices: Any, word: str, field: str) -> Any:
    """The choice a word stands for. Raises Invalid naming those that exist."""
    if word not in choices:
        raise Invalid(f"There is no such {field}", code="choice", field=field, hint="Use " + ", ".join(choices))
    return choices[word]


def number_in(words: str) -> int | None:
    """The ticket number somebody typed into the search box, as TKT-0042, #42 or 42."""
    found = NUMBER.fullmatch(words)
    return int(found[1]) if found else None
