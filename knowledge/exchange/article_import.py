"""One article out of its files: made or changed by the verbs, in one unit of work."""

import datetime
import uuid
import zoneinfo
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Membership
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import HelpdeskError, Unavailable
from helpdesk.lib.text import clean_email
from knowledge.actions.adopt_article import adopt_article
from knowledge.actions.archive_article import archive_article
from knowledge.actions.create_article import create_article
from knowledge.actions.kit import lock_article
from knowledge.actions.move_article import move_article
from knowledge.actions.publish_article import publish_article
from knowledge.actions.schedule_article import schedule_article
from knowledge.actions.set_author import set_author
from knowledge.actions.set_labels import set_labels
from knowledge.actions.set_visibility import set_visibility
from knowledge.actions.unpublish_article import unpublish_article
from knowledge.actions.update_article import update_article
from knowledge.exchange.attaching import Files
from knowledge.exchange.folder import MAX_MARKDOWN_BYTES, Folder, is_document
from knowledge.exchange.front_matter import Document
from knowledge.exchange.leaves import Leaf, named
from knowledge.exchange.links import Destination, led_elsewhere, path_from, relative_path
from knowledge.exchange.problems import Problem
from knowledge.exchange.shelving import Shelves, find_or_create, translate, way_in
from knowledge.fields import clean_one_of
from knowledge.models import Article, Category

Value = TypeVar("Value")
State = Article.State
# What belongs to the article, not to one of its languages: any of its files may say it, none may contradict.
SHARED = ("state", "visibility", "publish_at", "author", "position")
NOT_OPEN = {State.DRAFT, State.ARCHIVED}


@dataclass(frozen=True)
class Made:
    """What became of an article: ``outcome`` is created, updated or unchanged."""

    article: Article
    outcome: str
    remarks: list[Problem]


class ArticleImport:
    """The files of one article, and what is to be known of the others. ``ids`` are the articles that links lead to."""

    def __init__(
        self,
        leaves: Sequence[Leaf],
        *,
        actor: Actor,
        folder: Folder,
        shelves: Shelves,
        ids: Mapping[str, uuid.UUID],
    ) -> None:
        self.leaves, self.actor, self.folder, self.shelves, self.ids = leaves, actor, folder, shelves, ids
        self.key = leaves[0].key
        self.remarks: list[Problem] = []

    def run(self, *, is_rehearsal: bool = False) -> Made:
        """Do it, inside a unit of work; a rehearsal stores no files. Raises Unfit."""
        known = self.actor.workspace.articles.filter(pk=self.ids[self.key]).first()
        article = lock_article(known, actor=self.actor) if known else None
        version = article.version if article else 0
        attached = list(article.files.select_related("file").order_by("id")) if article else []
        files = Files(self.folder, attached)
        bodies = {leaf.language: self.body_of(leaf, files) for leaf in self.leaves}
        for path, document in self.listed():
            files.id_of(path_from(document.path, path), document.path, document.lines["attachments"])
        category = self.attempt("category", self.category)
        if article is None:
            article = self.create(category, bodies)
        else:
            self.take_over(article, category)
        for leaf in self.leaves:
            self.write(article, leaf, bodies[leaf.language])
        if not is_rehearsal:
            files.attach(article, actor=self.actor)
            files.detach_others(article, actor=self.actor, all_are_listed=self.lists_files)
        self.settle(article)
        outcome = "created" if known is None else "unchanged" if article.version == version else "updated"
        return Made(article, outcome, self.remarks)

    def body_of(self, leaf: Leaf, files: Files) -> str:
        """The text with ids in place of paths. Raises Unfit."""
        document = leaf.document

        def lead(one: Destination) -> str | None:
            relative = relative_path(one.text)
            if relative is None:
                return None
            path, fragment = relative
            wanted, line = path_from(document.path, path), document.body_line + one.line
            if is_document(wanted):
                key, _language = named(wanted, self.actor.workspace)
                if key in self.ids:
                    return f"article:{self.ids[key]}{fragment}"
                # One that is no good itself, or describes a category, is there at least.
                self.folder.content(wanted, document.path, line=line, most=MAX_MARKDOWN_BYTES)
                return None
            return f"file:{files.id_of(wanted, document.path, line)}{fragment}"

        return led_elsewhere(document.body, lead)

    def category(self) -> Category | None:
        """Where it belongs; None where neither its front matter nor a folder says so and it is somewhere already."""
        for leaf in self.leaves:
            way = way_in(leaf.document.words.get("category", ""))
            if way:
                return find_or_create(way, actor=self.actor, language=leaf.language)
        first = self.leaves[0]
        way = self.shelves.way_to(first.folder)
        if not way and self.actor.workspace.articles.filter(pk=self.ids[self.key]).exists():
            return None
        return find_or_create(way, actor=self.actor, language=first.language)

    def create(self, category: Category | None, bodies: Mapping[str, str]) -> Article:
        """A draft of the first language. Raises Unfit."""
        first, words = self.leaves[0], self.leaves[0].document.words
        return self.attempt(
            "title",
            lambda: create_article(
                actor=self.actor,
                category=category,  # type: ignore[arg-type]  # a new article always has one
                language=first.language,
                title=words.get("title", ""),
                body=bodies[first.language],
                slug=words.get("slug", ""),
                source=self.key,
                article_id=self.ids[self.key],
            ),
        )

    def take_over(self, article: Article, category: Category | None) -> None:
        """One that is there already: it may have been written on a screen, or stand elsewhere. Raises Unfit."""
        self.attempt("slug", lambda: adopt_article(article, actor=self.actor, source=self.key))
        if category is not None:
            self.attempt("category", lambda: move_article(article, actor=self.actor, category=category))

    def write(self, article: Article, leaf: Leaf, body: str) -> None:
        """What it says in one language. Raises Unfit."""
        words = leaf.document.words
        self.attempt(
            "body",
            lambda: update_article(
                article,
                actor=self.actor,
                language=leaf.language,
                title=words.get("title"),
                body=body,
                slug=words.get("slug") or None,
            ),
            leaf,
        )
        way = way_in(words.get("category", ""))
        category = self.actor.workspace.categories.get(pk=article.category_id)
        self.attempt("category", lambda: translate(category, way, actor=self.actor, language=leaf.language), leaf)

    def settle(self, article: Article) -> None:
        """Labels, author, who may read it, and where it stands; what no file says stays. Raises Unfit."""
        labels = next((leaf.document.lists["labels"] for leaf in self.leaves if "labels" in leaf.document.lists), None)
        if labels is not None:
            self.attempt("labels", lambda: set_labels(article, actor=self.actor, labels=labels))
        author = self.shared("author")
        if author is not None:
            self.attempt("author", lambda: set_author(article, actor=self.actor, author=self.member(author)))
        state, visibility = self.shared("state"), self.shared("visibility")
        # Readers must at no moment find what they may not.
        if state in NOT_OPEN:
            self.attempt("state", lambda: self.bring_to(article, state or ""))
        if visibility is not None:
            self.attempt("visibility", lambda: set_visibility(article, actor=self.actor, to=visibility))
        if state is not None and state not in NOT_OPEN:
            self.attempt("state", lambda: self.bring_to(article, state))

    def bring_to(self, article: Article, state: str) -> None:
        """Into the state that its file names; the moment of a scheduled one may have come meanwhile."""
        clean_one_of(state, State.values, "state")
        if state == State.DRAFT:
            unpublish_article(article, actor=self.actor)
        elif state == State.ARCHIVED:
            archive_article(article, actor=self.actor)
        elif state == State.SCHEDULED and (moment := self.moment()) > current_unit().now:
            schedule_article(article, actor=self.actor, at=moment)
        else:
            publish_article(article, actor=self.actor)

    def moment(self) -> datetime.datetime:
        """When it is to be published; without a time zone it is the workspace's. Raises Unfit."""
        text = self.shared("publish_at") or ""
        try:
            moment = datetime.datetime.fromisoformat(text)
            zone = zoneinfo.ZoneInfo(self.actor.workspace.time_zone)
            return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(datetime.UTC)
        except (ValueError, OverflowError) as error:
            message = "publish_at must be a moment such as 2030-01-31T09:00+01:00"
            raise self.says("publish_at").unfit("publish_at", message) from error

    def member(self, email: str) -> Membership | None:
        """The member of this address; nobody, with a remark, where there is none."""
        try:
            members = self.actor.workspace.memberships.filter(user__email=clean_email(email))
            found: Membership | None = members.first() if email else None
        except ValueError:
            found = None
        if found is None and email:
            document = self.says("author")
            message = "author is no member here; the article is nobody's"
            self.remarks.append(Problem(document.path, document.lines.get("author", 1), message))
        return found

    def attempt(self, name: str, work: Callable[[], Value], leaf: Leaf | None = None) -> Value:
        """Run a verb; what it says against a field is told with the line of that field. Raises Unfit, Unavailable."""
        try:
            return work()
        except Unavailable:
            raise
        except HelpdeskError as error:
            told = error.field == "body" or any(error.field in one.document.lines for one in self.leaves)
            field = error.field if told else name
            document = leaf.document if leaf else self.says(field)
            raise document.unfit(field, f"{error.message}. {error.hint}".strip(" .") + ".") from error

    def shared(self, name: str) -> str | None:
        """What the files say of the article; None where none says it. Raises Unfit when two differ."""
        told = {leaf.document.words[name] for leaf in self.leaves if name in leaf.document.words}
        if len(told) > 1:
            document = self.leaves[-1].document
            raise document.unfit(name, f"{name} differs from that in {self.says(name).path}")
        return next(iter(told), None)

    def says(self, name: str) -> Document:
        """The file that says something."""
        return next((leaf.document for leaf in self.leaves if name in leaf.document.lines), self.leaves[0].document)

    @property
    def lists_files(self) -> bool:
        """Whether the front matter says which files there are for download."""
        return any("attachments" in leaf.document.lists for leaf in self.leaves)

    def listed(self) -> list[tuple[str, Document]]:
        """The files for download, with the file that names each."""
        lists = ((leaf.document, leaf.document.lists.get("attachments", [])) for leaf in self.leaves)
        return [(path, document) for document, paths in lists for path in paths]
