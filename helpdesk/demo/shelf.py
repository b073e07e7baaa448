"""Fills a workspace with the articles in ``articles/``, each as an import would, at its moments in the past."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Workspace
from helpdesk.demo.editions import Edition
from helpdesk.demo.hours import DAY
from helpdesk.demo.stage import OFFICE_ADDRESS
from helpdesk.demo.steps import Step
from helpdesk.events.unit import Unit
from helpdesk.lib.ids import new_id
from knowledge.actions.order_articles import order_articles
from knowledge.actions.schedule_article import schedule_article
from knowledge.exchange.article_import import ArticleImport
from knowledge.exchange.folder import Folder
from knowledge.exchange.leaves import Leaf, read_leaves
from knowledge.exchange.shelving import Shelves, describe, find_or_create, step_of
from knowledge.models import Article
from knowledge.search.index import index_now

ARTICLES = Path(__file__).resolve().parent / "articles"
# A date in a file would come nearer with every month and be over one day.
APPEARS_IN = 9 * DAY + datetime.timedelta(hours=8)


class Shelf:
    """The articles of one workspace, inside an open unit of work whose clock moves from edition to edition."""

    def __init__(
        self, workspace: Workspace, unit: Unit, *, admin: Actor, actors: Mapping[str, Actor], until: datetime.datetime
    ) -> None:
        self.workspace, self.unit, self.until = workspace, unit, until
        self.admin, self.actors = admin, actors
        self.folder = Folder(ARTICLES / workspace.slug)
        found = read_leaves(self.folder, workspace)
        if found.problems:
            raise ValueError("; ".join(map(str, found.problems)))
        self.leaves = found.articles
        self.ids = {key: new_id() for key in self.leaves}
        self.articles: dict[str, Article] = {}
        self.shelves = self.put_up(found.categories)

    def put_up(self, categories: Mapping[str, list[Leaf]]) -> Shelves:
        """The categories, in the order that their files name."""
        shelves = Shelves()
        for leaves in sorted(categories.values(), key=position_of):
            folder = leaves[0].folder
            shelves.told[folder] = step_of(leaves[0], folder)
            category = find_or_create(shelves.way_to(folder), actor=self.admin, language=leaves[0].language)
            for leaf in leaves:
                describe(category, leaf, actor=self.admin)
        return shelves

    @property
    def translated(self) -> list[str]:
        """The articles in several languages."""
        return [key for key, leaves in self.leaves.items() if len(leaves) > 1]

    @property
    def unfinished(self) -> list[str]:
        """The articles that no reader finds yet."""
        return [
            key for key, leaves in self.leaves.items() if leaves[0].document.words["state"] in {"draft", "scheduled"}
        ]

    def alongside(self, steps: Iterable[Step], editions: Iterable[Edition]) -> Iterator[Step]:
        """The steps of the tickets, unchanged; between them every edition is written when its moment has come."""
        waiting = list(editions)
        for step in steps:
            while waiting and waiting[0].at <= step.at:
                self.write(waiting.pop(0))
            yield step
        for edition in waiting:
            self.write(edition)

    def write(self, edition: Edition) -> None:
        """Give the article this text, and readers what they may see of it."""
        self.unit.now, self.unit.origin = edition.at, OFFICE_ADDRESS
        leaves = self.leaves[edition.key] if edition.is_translated else self.leaves[edition.key][:1]
        actor = self.actors[leaves[0].document.words["author"]]
        text = leaves if edition.is_whole else [beginning_of(leaf) for leaf in leaves]
        one = ArticleImport(text, actor=actor, folder=self.folder, shelves=self.shelves, ids=self.ids)
        article = self.articles[edition.key] = one.run().article
        if article.state == Article.State.SCHEDULED:
            schedule_article(article, actor=actor, at=self.until + APPEARS_IN)
        self.unit.origin = ""

    def finish(self) -> None:
        """The order of the articles, and their words for the search, which handlers would have noted."""
        in_order = sorted(self.articles, key=lambda key: position_of(self.leaves[key]))
        for category in self.workspace.categories.order_by("position"):
            order_articles(category, actor=self.admin, articles=[self.articles[key].pk for key in in_order])
        for article in self.articles.values():
            index_now(article.pk, self.workspace.pk)


def position_of(leaves: Iterable[Leaf]) -> int:
    """The place that the files tell."""
    return next(int(leaf.document.words["position"]) for leaf in leaves if "position" in leaf.document.words)


def beginning_of(leaf: Leaf) -> Leaf:
    """The same without its last section."""
    shorter, _, _ = leaf.document.body.rpartition("\n## ")
    return replace(leaf, document=replace(leaf.document, body=shorter))
