"""A workspace's articles as a folder of Markdown, in the form that imports read: what comes back is the same."""

import posixpath
import shutil
import uuid
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from django.db.models import Prefetch
from django.utils import timezone

from helpdesk.accounts.actors import system_actor
from helpdesk.accounts.models import Workspace
from helpdesk.events.unit import unit_of_work
from helpdesk.files.names import clean_name
from helpdesk.files.store import Missing, file_store
from helpdesk.lib.errors import Conflict
from helpdesk.lib.text import is_storable, one_line
from knowledge.actions.note_exchange import note_exchange
from knowledge.exchange.folder import FILES_SUFFIX, SUFFIX
from knowledge.exchange.front_matter import write_document
from knowledge.exchange.leaves import CATEGORY_NAME
from knowledge.exchange.links import Destination, led_elsewhere, path_between
from knowledge.exchange.problems import Problem
from knowledge.files import named_in
from knowledge.models import Article, ArticleFile, ArticleText, Category, CategoryText
from knowledge.state import settle
from knowledge.tree import line_of

Text = TypeVar("Text", ArticleText, CategoryText)
BATCH = 100


@dataclass
class Written:
    """What an export wrote."""

    articles: int = 0
    files: int = 0
    problems: list[Problem] = field(default_factory=list)


class Export:
    """One run into a new or empty folder."""

    def __init__(self, workspace: Workspace, root: Path) -> None:
        self.workspace, self.root = workspace, root
        self.written = Written()
        self.folders: dict[uuid.UUID, str] = {}
        self.paths: dict[uuid.UUID, str] = {}
        self.places: dict[uuid.UUID, int] = {}

    def run(self) -> Written:
        """Do it. Raises Conflict for a folder with something in it, Unavailable when the store of files is away."""
        if self.root.exists() and (not self.root.is_dir() or any(self.root.iterdir())):
            raise Conflict("The folder is not empty", code="in_use", hint="Name a new one")
        self.root.mkdir(parents=True, exist_ok=True)
        self.write_categories()
        self.find_paths()
        articles = (
            self.workspace.articles.order_by("id")
            .select_related("author__user")
            .prefetch_related(
                "texts", Prefetch("files", self.workspace.article_files.select_related("file").order_by("id"))
            )
        )
        for article in articles.iterator(chunk_size=BATCH):
            self.write_article(article)
        with unit_of_work():
            counts = {"articles": self.written.articles, "files": self.written.files}
            note_exchange(actor=system_actor(self.workspace), action="articles.exported", counts=counts)
        return self.written

    def write_categories(self) -> None:
        """A folder for each category, named by its slug, with a file for each of its languages."""
        rows = self.workspace.categories.order_by("position", "id").prefetch_related("texts")
        categories = {category.pk: category for category in rows}
        parents = {key: category.parent_id for key, category in categories.items()}
        beside: dict[uuid.UUID | None, int] = defaultdict(int)
        taken: set[str] = set()
        for category in sorted(categories.values(), key=lambda one: len(line_of(one.pk, parents))):
            above = f"{self.folders[category.parent_id]}/" if category.parent_id else ""
            texts = self.in_order(list(category.texts.all()))
            wanted = above + (texts[0].slug if texts else category.pk.hex)
            folder = self.folders[category.pk] = unused(wanted, taken)
            self.write_category(category, folder, texts, beside[category.parent_id])
            beside[category.parent_id] += 1

    def write_category(self, category: Category, folder: str, texts: list[CategoryText], position: int) -> None:
        """Its files."""
        for number, text in enumerate(texts):
            fields: dict[str, object] = {"name": text.name, "slug": text.slug, "language": text.language}
            if text.description:
                fields["description"] = text.description
            if number == 0:
                fields["position"] = position
            self.write(f"{folder}/{CATEGORY_NAME}.{text.language}{SUFFIX}", write_document(fields, ""))

    def find_paths(self) -> None:
        """Where each article goes: where it came from, else into the folder of its category under its slug."""
        taken: set[str] = set()
        last: dict[uuid.UUID, int] = defaultdict(int)
        rows = self.workspace.articles.order_by("category_id", "position", "id")
        homeless: list[tuple[uuid.UUID, uuid.UUID]] = []
        for article_id, category_id, source in rows.values_list("pk", "category_id", "source"):
            self.places[article_id] = last[category_id]
            last[category_id] += 1
            if is_plain_path(source) and source.casefold() not in taken:
                self.paths[article_id] = unused(source, taken)
            else:
                homeless.append((article_id, category_id))
        slugs = self.slugs()
        for article_id, category_id in sorted(homeless):
            name = slugs.get(article_id, article_id.hex)
            self.paths[article_id] = unused(f"{self.folders[category_id]}/{name}", taken)

    def slugs(self) -> dict[uuid.UUID, str]:
        """One slug of each article: in the workspace's language where it has that."""
        found: dict[uuid.UUID, str] = {}
        rows = self.workspace.article_texts.order_by("language").values_list("article_id", "language", "slug")
        for article_id, language, slug in rows.iterator():
            if language == self.workspace.language or article_id not in found:
                found[article_id] = slug
        return found

    def write_article(self, article: Article) -> None:
        """Its files in each language, and those that it shows or offers."""
        settle(article, timezone.now())
        path, files = self.paths[article.pk], self.named_files(article)
        texts = self.in_order(list(article.texts.all()))
        shown = set().union(*(named_in(text.body) for text in texts)) if texts else set()
        listed = [files[one.pk] for one in article.files.all() if one.pk not in shown]
        for number, text in enumerate(texts):
            document = f"{path}.{text.language}{SUFFIX}"
            fields: dict[str, object] = {"title": text.title, "slug": text.slug, "language": text.language}
            if number == 0:
                fields |= self.shared(article, document, listed)
            self.write(document, write_document(fields, self.body_of(text, document, files)))
        for one in article.files.all():
            self.write_file(one, files[one.pk])
        self.written.articles += 1

    def shared(self, article: Article, document: str, listed: list[str]) -> dict[str, object]:
        """What belongs to the article, not to one of its languages."""
        fields: dict[str, object] = {}
        folder = self.folders[article.category_id]
        if posixpath.dirname(document) != folder:
            fields["category"] = folder
        fields |= {
            "labels": list(article.labels),
            "state": str(article.state),
            "visibility": str(article.visibility),
        }
        if article.state == Article.State.SCHEDULED and article.publish_at is not None:
            fields["publish_at"] = article.publish_at.isoformat()
        fields["author"] = article.author.user.email if article.author else ""
        fields["position"] = self.places[article.pk]
        fields["attachments"] = [posixpath.relpath(path, posixpath.dirname(document)) for path in listed]
        return fields

    def named_files(self, article: Article) -> dict[uuid.UUID, str]:
        """Where each of its files goes: beside it, under a name that no other there has."""
        folder = f"{self.paths[article.pk]}{FILES_SUFFIX}"
        found: dict[uuid.UUID, str] = {}
        taken: set[str] = set()
        for one in article.files.all():
            stem, dot, extension = clean_name(one.file.name).rpartition(".")
            name = unused(stem or extension, taken, dot + extension if stem else "")
            found[one.pk] = f"{folder}/{name}"
        return found

    def body_of(self, text: ArticleText, document: str, files: dict[uuid.UUID, str]) -> str:
        """The text with paths in place of ids; an id of something that is gone stays as it is."""

        def lead(one: Destination) -> str | None:
            kind, _, rest = one.text.partition(":")
            number, mark, fragment = rest.partition("#")
            try:
                named = uuid.UUID(number)
            except ValueError:
                return None
            if kind == "file" and named in files:
                return path_between(document, files[named]) + mark + fragment
            if kind == "article" and named in self.paths:
                # Whatever its language: imports look for the article that a file belongs to.
                return path_between(document, self.paths[named] + SUFFIX) + mark + fragment
            return None

        return led_elsewhere(text.body, lead)

    def in_order(self, texts: list[Text]) -> list[Text]:
        """The workspace's language first."""
        return sorted(texts, key=lambda text: (text.language != self.workspace.language, text.language))

    def write(self, path: str, text: str) -> None:
        """A text file."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode())

    def write_file(self, one: ArticleFile, path: str) -> None:
        """A file from the store. One that the store has lost is told and left out."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with file_store().open(one.file.key) as content, target.open("wb") as file:
                shutil.copyfileobj(content, file)
        except Missing:
            self.written.problems.append(Problem(path, 0, "the store does not have this file"))
        else:
            self.written.files += 1


def unused(wanted: str, taken: set[str], ending: str = "") -> str:
    """A path that is not taken, on disks too that do not tell capitals apart; it is taken from now on."""
    found, number = wanted + ending, 1
    while found.casefold() in taken:
        number += 1
        found = f"{wanted}-{number}{ending}"
    taken.add(found.casefold())
    return found


def is_plain_path(source: str) -> bool:
    """Whether a source, which anybody may have given, names a place in a folder that imports would find again."""
    if not source or not is_storable(source) or one_line(source) != source or "\\" in source:
        return False
    parts = source.split("/")
    if parts[-1] == CATEGORY_NAME:
        return False
    return all(part and not part.startswith(".") and len(part.encode()) < 200 for part in parts) and not any(
        part.endswith(FILES_SUFFIX) for part in parts[:-1]
    )
