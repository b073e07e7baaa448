"""The categories as one reader finds them: named in the reader's language, without those that hold nothing to read."""

import datetime
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Workspace
from portal.knowledge.addresses import category_at
from portal.knowledge.languages import best_of


@dataclass(frozen=True)
class Name:
    """A category in one language."""

    language: str
    name: str
    slug: str
    description: str


@dataclass(eq=False)
class Shelf:
    """A category and what is in it. ``texts`` by language; ``text`` is the one that the page shows."""

    id: uuid.UUID
    parent_id: uuid.UUID | None
    holds_articles: bool
    texts: dict[str, Name] = field(default_factory=dict)
    text: Name = Name("", "", "", "")
    address: str = ""
    shelves: list["Shelf"] = field(default_factory=list)

    @property
    def is_worth_a_look(self) -> bool:
        """Whether there is an article in it or further down."""
        return self.holds_articles or any(shelf.is_worth_a_look for shelf in self.shelves)


class Tree:
    """All categories of a workspace with something to read for one reader, in their order."""

    def __init__(self, workspace: Workspace, shelves: dict[uuid.UUID, Shelf]) -> None:
        self.languages = {workspace.language} | {code for shelf in shelves.values() for code in shelf.texts}
        self._workspace, self._all = workspace, shelves
        for shelf in shelves.values():
            if shelf.parent_id in shelves:
                shelves[shelf.parent_id].shelves.append(shelf)
        for shelf in shelves.values():
            shelf.shelves = worth_a_look(shelf.shelves)
        self.top = worth_a_look(shelf for shelf in shelves.values() if shelf.parent_id not in shelves)

    def speak(self, language: str) -> None:
        """Name everything in this language, as far as it has a name there."""
        for shelf in self._all.values():
            shelf.text = best_of(shelf.texts, [language], self._workspace)
            shelf.address = category_at(self._workspace.slug, language, shelf.text.slug)

    def everything(self) -> list[Shelf]:
        """All of them, the tree forgotten."""
        return worth_a_look(self._all.values())

    def path_to(self, shelf_id: uuid.UUID) -> list[Shelf]:
        """A category and those around it, the outermost first."""
        return list(self._upwards(shelf_id))[::-1]

    def _upwards(self, shelf_id: uuid.UUID | None) -> Iterator[Shelf]:
        seen: set[uuid.UUID] = set()
        while shelf_id in self._all and shelf_id not in seen:
            seen.add(shelf_id)
            yield self._all[shelf_id]
            shelf_id = self._all[shelf_id].parent_id

    def find(self, language: str, slug: str) -> Shelf | None:
        """The category worth a look that has this slug: in this language, else in any."""
        named = [shelf for shelf in self._all.values() if any(text.slug == slug for text in shelf.texts.values())]
        exact = [shelf for shelf in named if language in shelf.texts and shelf.texts[language].slug == slug]
        return next(iter(worth_a_look(exact or named)), None)


def worth_a_look(shelves: Iterable[Shelf]) -> list[Shelf]:
    """Those that lead to an article."""
    return [shelf for shelf in shelves if shelf.is_worth_a_look]


def read_tree(workspace: Workspace, actor: Actor | None, *, now: datetime.datetime) -> Tree:
    """The tree in one statement."""
    readable = workspace.articles.visible_to(actor, now=now).filter(category=OuterRef("category"))
    rows = (
        workspace.category_texts.order_by("category__position", "category_id")
        .annotate(holds_articles=Exists(readable))
        .values_list("category_id", "category__parent_id", "holds_articles", "language", "name", "slug", "description")
    )
    shelves: dict[uuid.UUID, Shelf] = {}
    for shelf_id, parent_id, holds_articles, *text in rows:
        shelf = shelves.setdefault(shelf_id, Shelf(shelf_id, parent_id, holds_articles))
        shelf.texts[text[0]] = Name(*text)
    return Tree(workspace, shelves)
