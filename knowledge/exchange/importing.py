"""A folder of Markdown into a workspace: article by article, each in a unit of work of its own.

Whatever stops it in between, running it again goes on; running it twice changes nothing the second time.
"""

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from helpdesk.accounts.actors import system_actor
from helpdesk.accounts.models import Workspace
from helpdesk.events.unit import unit_of_work
from helpdesk.http.database import run_with_retries
from helpdesk.lib.errors import HelpdeskError, Unavailable
from helpdesk.lib.ids import new_id
from knowledge.actions.move_category import move_category
from knowledge.actions.note_exchange import note_exchange
from knowledge.actions.order_articles import order_articles
from knowledge.articles import find_by_slug
from knowledge.exchange.article_import import ArticleImport, Made
from knowledge.exchange.folder import Folder
from knowledge.exchange.leaves import Leaf, named, read_leaves
from knowledge.exchange.left_over import left_over
from knowledge.exchange.problems import Problem, Unfit
from knowledge.exchange.shelving import Shelves, describe, find_or_create, step_of
from knowledge.models import Category
from knowledge.slugs import slug_of

Done = TypeVar("Done")
FAR_DOWN = 10**9


class Rehearsed(Exception):
    """Ends a unit of work that is to leave nothing behind."""


@dataclass
class Report:
    """What an import did, or would do. ``problems`` kept files out, ``remarks`` did not."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)


class Import:
    """One run over a folder."""

    def __init__(self, workspace: Workspace, root: Path, *, is_rehearsal: bool = False) -> None:
        self.workspace, self.is_rehearsal = workspace, is_rehearsal
        self.actor = system_actor(workspace)
        self.folder = Folder(root)
        self.report = Report()
        self.shelves = Shelves()
        self.ids: dict[str, uuid.UUID] = {}

    def run(self) -> Report:
        """Do it. Raises Unavailable when the database or the store is away: run it again then."""
        found = read_leaves(self.folder, self.workspace)
        self.report.problems += found.problems
        self.ids = self.known_ids(found.articles)
        described = [self.describe(leaves) for _, leaves in sorted(found.categories.items(), key=by_depth)]
        in_order = sorted(found.articles, key=lambda key: (position_of(found.articles[key]), key))
        made = {key: self.bring(found.articles[key]) for key in in_order}
        if not self.is_rehearsal:
            self.order_categories([pair for pair in described if pair is not None])
            self.order({key: one for key, one in made.items() if one is not None}, found.articles)
            self.note()
        keys = {named(path, self.workspace)[0] for path in self.folder.documents()}
        self.report.remarks += left_over(self.workspace, found.articles, self.ids, keys)
        self.report.problems.sort(key=lambda problem: (problem.path, problem.line))
        return self.report

    def known_ids(self, groups: dict[str, list[Leaf]]) -> dict[str, uuid.UUID]:
        """The article of each file: the one that it made before, the one that has its slug, or one to be made.

        All are known before the first is written, so that each can link to any other.
        """
        rows = self.workspace.articles.filter(source__in=list(groups)).values_list("source", "pk")
        known: dict[str, uuid.UUID] = dict(rows)
        return {key: known.get(key) or self.unclaimed(leaves) or new_id() for key, leaves in groups.items()}

    def unclaimed(self, leaves: Iterable[Leaf]) -> uuid.UUID | None:
        """An article written on a screen that has the slug which a file names: an export comes home."""
        for leaf in leaves:
            slug = slug_of(leaf.document.words.get("slug", "")[:1000])
            text = find_by_slug(self.workspace, leaf.language, slug) if slug else None
            if text is not None and not text.article.source:
                return text.article_id
        return None

    def describe(self, leaves: Sequence[Leaf]) -> tuple[Category, Leaf] | None:
        """Make or change the category that a folder is."""
        first = leaves[0]
        name = first.folder.rpartition("/")[2]
        if not name:
            message = "describes no folder: put it into the folder of its category"
            self.report.problems.append(Problem(first.document.path, 0, message))
            return None
        self.shelves.told[first.folder] = step_of(first, name)

        def work() -> Category:
            category = find_or_create(self.shelves.way_to(first.folder), actor=self.actor, language=first.language)
            for leaf in leaves:
                try:
                    describe(category, leaf, actor=self.actor)
                except Unavailable:
                    raise
                except HelpdeskError as error:
                    raise leaf.document.unfit(error.field, f"{error.message}. {error.hint}") from error
            return category

        category = self.attempt(first.document.path, work)
        return (category, first) if category is not None else None

    def bring(self, leaves: Sequence[Leaf]) -> Made | None:
        """Make or change one article."""

        def work() -> Made:
            one = ArticleImport(leaves, actor=self.actor, folder=self.folder, shelves=self.shelves, ids=self.ids)
            return one.run(is_rehearsal=self.is_rehearsal)

        made = self.attempt(leaves[0].document.path, work)
        if made is not None:
            self.report.remarks += made.remarks
            setattr(self.report, made.outcome, getattr(self.report, made.outcome) + 1)
        return made

    def attempt(self, path: str, work: Callable[[], Done]) -> Done | None:
        """Run a unit of work; None, and a line in the report, where a file does not allow it."""
        done: list[Done] = []

        def unit() -> None:
            with unit_of_work():
                done[:] = [work()]
                if self.is_rehearsal:
                    raise Rehearsed

        try:
            run_with_retries(unit)
        except Rehearsed:
            pass
        except Unfit as error:
            self.report.problems.append(error.problem)
            return None
        except Unavailable:
            raise
        except HelpdeskError as error:
            self.report.problems.append(Problem(path, 0, f"{error.message}. {error.hint}".strip()))
            return None
        return done[0]

    def order_categories(self, described: Sequence[tuple[Category, Leaf]]) -> None:
        """Put them where their files say; those that say nothing stay behind the others of their parent."""
        by_parent: dict[uuid.UUID | None, dict[uuid.UUID, int]] = {}
        for category, leaf in described:
            place = position_of([leaf])
            if place < FAR_DOWN:
                by_parent.setdefault(category.parent_id, {})[category.pk] = place
        for parent_id, places in by_parent.items():
            self.order_beside(parent_id, places)

    def order_beside(self, parent_id: uuid.UUID | None, places: dict[uuid.UUID, int]) -> None:
        """The categories of one parent, in one unit of work."""

        def work() -> None:
            beside = list(self.workspace.categories.filter(parent=parent_id).order_by("position", "id"))
            wanted = sorted(beside, key=lambda category: places.get(category.pk, FAR_DOWN))
            if wanted != beside:
                for number, category in enumerate(wanted):
                    move_category(category, actor=self.actor, parent=category.parent, position=number)

        self.attempt("", work)

    def order(self, made: dict[str, Made], groups: dict[str, list[Leaf]]) -> None:
        """Put the articles of each category into the order that their files tell; the others follow as they stood."""
        by_category: dict[uuid.UUID, list[tuple[int, uuid.UUID]]] = {}
        for key, one in made.items():
            place = position_of(groups[key])
            if place < FAR_DOWN:
                by_category.setdefault(one.article.category_id, []).append((place, one.article.pk))
        for category_id, places in by_category.items():
            category = self.workspace.categories.get(pk=category_id)
            articles = [article_id for _, article_id in sorted(places, key=lambda pair: pair[0])]

            def work(category: Category = category, articles: list[uuid.UUID] = articles) -> None:
                order_articles(category, actor=self.actor, articles=articles)

            self.attempt("", work)

    def note(self) -> None:
        """The entry in the audit log, where anything changed."""
        counts = {"created": self.report.created, "updated": self.report.updated}
        if any(counts.values()):
            self.attempt("", lambda: note_exchange(actor=self.actor, action="articles.imported", counts=counts))


def by_depth(item: tuple[str, list[Leaf]]) -> tuple[int, str]:
    """Outer folders first."""
    return item[0].count("/"), item[0]


def position_of(leaves: Sequence[Leaf]) -> int:
    """The place that a file tells; far down where none does, or none that is a number."""
    told = next((leaf.document.words["position"] for leaf in leaves if "position" in leaf.document.words), "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 7 else FAR_DOWN
