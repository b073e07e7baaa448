"""Where the links and pictures of a Markdown text lead, and how to lead them elsewhere without touching the rest. Pure.

A text has relative paths in a folder and ids in the database; code is left alone in both.
"""

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from markdown_it import MarkdownIt

INLINE = re.compile(r"\]\([ \t]*(<[^<>\n]*>|[^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*)")
DEFINED = re.compile(r"^ {0,3}\[[^\]\n]{1,999}\]:[ \t]*(<[^<>\n]*>|[^\s<>]+)", re.MULTILINE)
CODE = re.compile(r"(?<!`)(`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)\1(?!`)", re.DOTALL)
UNSAFE = re.compile(r"[\s()<>%#?\\\"\x00-\x1f]")

_parser = MarkdownIt("commonmark", {"html": False}).enable("table")


@dataclass(frozen=True)
class Destination:
    """One of them: where it stands in the text, its line from 0, and what is written there."""

    start: int
    end: int
    line: int
    text: str


def destinations(body: str) -> Iterator[Destination]:
    """Every destination outside code, in order."""
    masked = without_code(body)
    found = [match.span(1) for pattern in (INLINE, DEFINED) for match in pattern.finditer(masked)]
    for start, end in sorted(set(found)):
        text = body[start:end]
        yield Destination(start, end, body.count("\n", 0, start), text[1:-1] if text.startswith("<") else text)


def led_elsewhere(body: str, lead: Callable[[Destination], str | None]) -> str:
    """The text with the destinations that ``lead`` gives, None for those that stay."""
    parts, last = [], 0
    for one in destinations(body):
        becomes = lead(one)
        if becomes is not None and one.start >= last:
            parts += [body[last : one.start], becomes]
            last = one.end
    return "".join([*parts, body[last:]])


def without_code(body: str) -> str:
    """The text with spaces in place of code, so that every other letter keeps its place."""
    lines = body.split("\n")
    for token in _parser.parse(body):
        if token.type in {"fence", "code_block"} and token.map:
            for number in range(token.map[0], min(token.map[1], len(lines))):
                lines[number] = " " * len(lines[number])
    return CODE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), "\n".join(lines))


def relative_path(text: str) -> tuple[str, str] | None:
    """The path and the fragment of a destination within a folder; None for one that leads elsewhere."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return None
    return unquote(parts.path), f"#{parts.fragment}" if parts.fragment else ""


def path_between(document: str, other: str) -> str:
    """How a document names another file of its folder."""
    path = posixpath.relpath(other, posixpath.dirname(document) or ".")
    return UNSAFE.sub(lambda found: quote(found[0], safe=""), path)


def path_from(document: str, relative: str) -> str:
    """The other way round; may begin with ``..`` where it leads out."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(document), relative))
