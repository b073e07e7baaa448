"""Articles as pages: Markdown made into HTML that cannot act, its headings, and its words.

Pictures are shown only from the article's own files. Whoever renders knows addresses and hands in two functions; what
they name no address for becomes plain words. Likewise how notes are called in the language of the text (``callouts``).
"""

import re
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

import nh3
from django.utils.safestring import SafeString

from knowledge.files import NAMED
from knowledge.markup import Heading, Target, marked_up
from knowledge.models import ArticleFile, ArticleText

TAGS = {
    "p", "br", "hr", "strong", "em", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a", "img",
    "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td", "div",
}  # fmt: skip
HEADINGS = ("h2", "h3", "h4", "h5", "h6")
ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "loading"},
    "ol": {"start"},
    **{tag: {"id"} for tag in HEADINGS},
}
CLASSES = {
    **{tag: {"align-start", "align-center", "align-end"} for tag in ("th", "td")},
    "p": {"callout-name"},
    "div": {"callout", "callout-note", "callout-tip", "callout-important", "callout-warning", "callout-caution"},
}
SCHEMES = {"http", "https", "mailto"}
LINKED = re.compile(r"\barticle:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})", re.IGNORECASE)

# A few MB in each process.
MAX_REMEMBERED, REMEMBERED = 30_000, 256

Value = TypeVar("Value")
# A table that can be a key of what is remembered.
Pairs = tuple[tuple[str, Value], ...]
FileAddress = Callable[[ArticleFile], str]
ArticleAddress = Callable[[uuid.UUID], str | None]


@dataclass(frozen=True)
class Rendered:
    """A text as it is shown: ``contents`` are its headings in order, ``plain`` the words without marks."""

    html: SafeString
    contents: list[Heading]
    plain: str


def rendered(
    text: ArticleText,
    files: Iterable[ArticleFile] = (),
    *,
    file_at: FileAddress | None = None,
    article_at: ArticleAddress | None = None,
    callouts: Mapping[str, str] | None = None,
) -> Rendered:
    """What an article says in one language. ``files`` are the article's."""
    return rendered_body(text.body, files, file_at=file_at, article_at=article_at, callouts=callouts)


def rendered_body(
    body: str,
    files: Iterable[ArticleFile] = (),
    *,
    file_at: FileAddress | None = None,
    article_at: ArticleAddress | None = None,
    callouts: Mapping[str, str] | None = None,
) -> Rendered:
    """The same of a text that is not saved: for previews."""
    targets: dict[str, Target] = {}
    if file_at is not None:
        named = {uuid.UUID(found) for found in NAMED.findall(body)}
        for file in files:
            if file.pk in named:
                targets[f"file:{file.pk}"] = Target(file_at(file), is_picture=file.is_picture)
    if article_at is not None:
        for article_id in {uuid.UUID(found) for found in LINKED.findall(body)}:
            if address := article_at(article_id):
                targets[f"article:{article_id}"] = Target(address)
    work = remembered if len(body) <= MAX_REMEMBERED else made
    return work(body, tuple(sorted(targets.items())), tuple(sorted((callouts or {}).items())))


def made(body: str, targets: Pairs[Target], callouts: Pairs[str] = ()) -> Rendered:
    """Do it."""
    page = marked_up(body, dict(targets), dict(callouts))
    cleaned = nh3.clean(
        page.html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        allowed_classes=CLASSES,
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer nofollow",
    )
    return Rendered(SafeString(cleaned), page.headings, page.plain)


@lru_cache(maxsize=REMEMBERED)
def remembered(body: str, targets: Pairs[Target], callouts: Pairs[str] = ()) -> Rendered:
    """The same, kept: an article is read far more often than it is written."""
    return made(body, targets, callouts)
