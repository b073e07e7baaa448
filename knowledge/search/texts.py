"""What the index takes from an article's Markdown: its headings, and all its words without marks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

from knowledge.markup import CALLOUT

# Far more than anybody reads; a longer text is found by its beginning.
MOST_INDEXED = 100_000
SAID = {"text", "code_inline", "html_inline", "image"}
QUOTES = {"blockquote_open": 1, "blockquote_close": -1}
VERBATIM = {"fence", "code_block", "html_block"}

_parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
# Only words are taken: where a link leads, and whether it may, is for whoever shows the text.
_parser.validateLink = lambda url: True  # type: ignore[method-assign]


@dataclass(frozen=True)
class Words:
    """``plain`` holds everything, the headings too, one block to a line."""

    headings: list[str]
    plain: str


def words_of(markdown: str) -> Words:
    """Read a text."""
    headings: list[str] = []
    blocks: list[str] = []
    in_heading, quoted = False, 0
    for token in _parser.parse(markdown[:MOST_INDEXED]):
        quoted += QUOTES.get(token.type, 0)
        in_heading = token.type == "heading_open" or (in_heading and token.type != "heading_close")
        said = token.content if token.type in VERBATIM else "".join(said_in(token.children or ()))
        said = CALLOUT.sub("", said) if quoted and token.type == "inline" else said
        if said.strip():
            blocks.append(" ".join(said.split()))
            if in_heading:
                headings.append(blocks[-1])
    return Words(headings, "\n".join(blocks))


def said_in(tokens: Iterable[Token]) -> Iterator[str]:
    """The words within a paragraph; of a picture what it says for those who do not see it."""
    for token in tokens:
        if token.type in SAID:
            yield token.content
        elif token.type in {"softbreak", "hardbreak"}:
            yield " "
