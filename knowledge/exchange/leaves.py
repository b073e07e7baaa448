"""The files of a folder, read and sorted: which article each belongs to, and in which language it is."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from helpdesk.accounts.models import Workspace
from knowledge.exchange.folder import SUFFIX, Folder
from knowledge.exchange.front_matter import ARTICLE_FIELDS, CATEGORY_FIELDS, Document, read_document
from knowledge.exchange.problems import Problem, Unfit
from knowledge.languages import is_known

CATEGORY_NAME = "_category"
LANGUAGE = re.compile(r"\.([a-z]{2,3}(?:-[a-z0-9]{2,8})*)$")
TITLE = re.compile(r"#[ \t]+(.+?)[ \t#]*")


@dataclass(frozen=True)
class Leaf:
    """One file: ``key`` is what makes the article, or the category, the same in all its languages."""

    key: str
    language: str
    document: Document

    @property
    def folder(self) -> str:
        """Where it lies; nothing for the top."""
        return self.key.rpartition("/")[0]


@dataclass(frozen=True)
class Sorted:
    """Every file of a folder by what it makes; ``problems`` of those that make nothing."""

    categories: dict[str, list[Leaf]]
    articles: dict[str, list[Leaf]]
    problems: list[Problem]


def read_leaves(folder: Folder, workspace: Workspace) -> Sorted:
    """Read them all. One file that is no good takes its translations with it: half an article is none."""
    found = Sorted({}, {}, [])
    spoilt: set[str] = set()
    for path in folder.documents():
        key, language = named(path, workspace)
        is_category = key.rpartition("/")[2] == CATEGORY_NAME
        try:
            text = folder.text(path)
            document = read_document(path, text, CATEGORY_FIELDS if is_category else ARTICLE_FIELDS)
            leaf = leaf_of(key, language, document, workspace)
        except Unfit as error:
            found.problems.append(error.problem)
            spoilt.add(key)
            continue
        (found.categories if is_category else found.articles).setdefault(key, []).append(leaf)
    for leaves in (found.categories, found.articles):
        for key, group in list(leaves.items()):
            twice = next(repeated(group), None)
            if twice is not None:
                message = f"there is another file of this article in the language {twice.language}"
                found.problems.append(Problem(twice.document.path, 1, message))
            if twice is not None or key in spoilt:
                del leaves[key]
            else:
                group.sort(key=lambda leaf: (leaf.language != workspace.language, leaf.language))
    return found


def named(path: str, workspace: Workspace) -> tuple[str, str]:
    """The key of a file and the language in its name: ``account/reset.de.md`` is ``account/reset`` in German."""
    stem = path.removesuffix(SUFFIX)
    suffix = LANGUAGE.search(stem)
    if suffix is None or not is_known(workspace, suffix[1]) or not stem[: suffix.start()].rpartition("/")[2]:
        return stem, ""
    return stem[: suffix.start()], suffix[1]


def leaf_of(key: str, language: str, document: Document, workspace: Workspace) -> Leaf:
    """The file in its language: the one in its name, else in its front matter, else the workspace's. Raises Unfit."""
    told = document.words.get("language", "")
    if told and not is_known(workspace, told):
        raise document.unfit("language", f"there is no language {told[:20]!r}; use a code such as en, de or ar")
    if told and language and told != language:
        raise document.unfit("language", f"the name of the file says {language}, this says {told}")
    return Leaf(key, language or told or workspace.language, titled(document))


def titled(document: Document) -> Document:
    """A file without a title in its front matter takes the heading that it begins with."""
    if "title" in document.words or "name" in document.words:
        return document
    lines = document.body.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    heading = TITLE.fullmatch(lines[first]) if first is not None else None
    if first is None or heading is None:
        return document
    return Document(
        document.path,
        "\n".join(lines[first + 1 :]),
        document.body_line + first + 1,
        document.words | {"title": heading[1]},
        document.lists,
        document.lines | {"title": document.body_line + first},
    )


def repeated(leaves: Iterable[Leaf]) -> Iterator[Leaf]:
    """Those in a language that came before."""
    seen: set[str] = set()
    for leaf in leaves:
        if leaf.language in seen:
            yield leaf
        seen.add(leaf.language)
