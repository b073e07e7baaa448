"""Markdown of an article, token by token: where links lead, which pictures are shown, what its headings are called."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.utils.html import escape
from markdown_it import MarkdownIt
from markdown_it.token import Token

from knowledge.slugs import slug_of

# Before each heading's id, so that none is that of something else on the page.
ID_PREFIX = "s-"
LONGEST_ID = 80
OUTSIDE = frozenset({"http", "https", "mailto"})
ALIGNED = {"text-align:left": "align-start", "text-align:center": "align-center", "text-align:right": "align-end"}
CALLOUT = re.compile(r"^\[!(note|tip|important|warning|caution)\]\s*", re.IGNORECASE)

# Some texts take time with the square of their length. What is longer is shown as it was typed.
MAX_MARKDOWN = 100_000

_parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
# Every destination is looked at below, and cleaned once more afterwards.
_parser.validateLink = lambda url: True  # type: ignore[method-assign]


@dataclass(frozen=True)
class Heading:
    """A place in the text: ``level`` 2 … 6, ``id`` for links to it."""

    level: int
    id: str
    title: str


@dataclass(frozen=True, order=True)
class Target:
    """Where something named in the text by its id is to be found."""

    address: str
    is_picture: bool = False


@dataclass(frozen=True)
class Page:
    """A text before it is cleaned."""

    html: str
    headings: list[Heading]
    plain: str


def marked_up(body: str, targets: Mapping[str, Target], callouts: Mapping[str, str]) -> Page:
    """The text with addresses in place of ids (``file:<uuid>``, ``article:<uuid>``); ``callouts`` says how each kind of
    note is called."""
    if len(body) > MAX_MARKDOWN:
        return Page(f"<pre>{escape(body)}</pre>", [], body)
    tokens = _parser.parse(body)
    headings = list(name_headings(tokens))
    places = {heading.id for heading in headings}
    for token in tokens:
        if token.type == "inline" and token.children:
            token.children = list(resolved(token.children, targets, places))
        elif token.type in {"th_open", "td_open"}:
            align(token)
    shown = list(with_callouts(tokens, callouts))
    return Page(_parser.renderer.render(shown, _parser.options, {}), headings, plain_text(tokens))


def name_headings(tokens: Sequence[Token]) -> Iterator[Heading]:
    """Give every heading an id of its own; the page's title stands above them all, so none is of the first level."""
    openings = [number for number, token in enumerate(tokens) if token.type == "heading_open"]
    deeper = 1 if any(tokens[number].tag == "h1" for number in openings) else 0
    taken: dict[str, int] = {}
    for number in openings:
        level = min(int(tokens[number].tag[1]) + deeper, 6)
        tokens[number].tag = tokens[number + 2].tag = f"h{level}"
        title = " ".join(words_of(tokens[number + 1]).split())
        place = unused(ID_PREFIX + (slug_of(title, longest=LONGEST_ID) or "section"), taken)
        tokens[number].attrSet("id", place)
        if title:
            yield Heading(level, place, title)


def unused(wanted: str, taken: dict[str, int]) -> str:
    """An id that no heading above has; ``taken`` says how far each was counted, so that a thousand of one title do not
    ask a thousand times each."""
    number = taken.get(wanted, 0) + 1
    while number > 1 and f"{wanted}-{number}" in taken:
        number += 1
    taken[wanted] = number
    found = wanted if number == 1 else f"{wanted}-{number}"
    taken.setdefault(found, 1)
    return found


def resolved(children: Sequence[Token], targets: Mapping[str, Target], places: set[str]) -> Iterator[Token]:
    """The parts of a line; links that lead nowhere and pictures that are not the article's become their words."""
    open_links: list[bool] = []
    for token in children:
        if token.type == "link_open":
            address = address_of(str(token.attrGet("href") or ""), targets, places)
            open_links.append(address is not None)
            if address is not None:
                token.attrSet("href", address)
                yield token
        elif token.type == "link_close":
            if open_links.pop():
                yield token
        elif token.type == "image":
            yield from picture(token, targets, in_link=any(open_links))
        else:
            yield token


def address_of(href: str, targets: Mapping[str, Target], places: set[str]) -> str | None:
    """Where a link leads: out, to a heading, a file or another article; None for anything else."""
    name, mark, fragment = href.partition("#")
    if not name and mark:
        place = ID_PREFIX + slug_of(unquote(fragment), longest=LONGEST_ID)
        return f"#{place}" if place in places else None
    target = targets.get(name.lower())
    if target is not None:
        place = slug_of(unquote(fragment), longest=LONGEST_ID)
        return f"{target.address}#{ID_PREFIX}{place}" if place else target.address
    try:
        scheme = urlsplit(href).scheme.lower()
    except ValueError:
        return None
    return href if scheme in OUTSIDE else None


def picture(token: Token, targets: Mapping[str, Target], *, in_link: bool) -> Iterator[Token]:
    """A picture of the article's, a link to another file of its, or the words that describe it."""
    words = token.content
    target = targets.get(str(token.attrGet("src") or "").lower())
    if target is not None and target.is_picture:
        token.attrSet("src", target.address)
        token.attrSet("loading", "lazy")
        yield token
    elif target is not None and not in_link:
        yield Token("link_open", "a", 1, attrs={"href": target.address})
        yield Token("text", "", 0, content=words or target.address.rpartition("/")[2])
        yield Token("link_close", "a", -1)
    else:
        yield Token("text", "", 0, content=words)


def align(token: Token) -> None:
    """Say the alignment of a cell in a class: styles in the text would be refused by the browser."""
    style = str(token.attrs.pop("style", ""))
    if style in ALIGNED:
        token.attrSet("class", ALIGNED[style])


def with_callouts(tokens: Sequence[Token], names: Mapping[str, str]) -> Iterator[Token]:
    """``> [!NOTE]`` makes a quotation a note, which begins with its name: a colour alone tells some readers nothing."""
    open_quotes: list[Token] = []
    for number, token in enumerate(tokens):
        yield token
        if token.type == "blockquote_open":
            open_quotes.append(token)
            inline = tokens[number + 2] if number + 2 < len(tokens) else None
            kind = taken_kind(inline) if inline is not None and inline.type == "inline" else ""
            if kind:
                token.tag = "div"
                token.attrSet("class", f"callout callout-{kind}")
                yield from named(names.get(kind, ""))
        elif token.type == "blockquote_close":
            token.tag = open_quotes.pop().tag


def named(name: str) -> Iterator[Token]:
    """The line with the name of a note."""
    if name:
        yield Token("paragraph_open", "p", 1, attrs={"class": "callout-name"}, block=True)
        yield Token("inline", "", 0, content=name, children=[Token("text", "", 0, content=name)])
        yield Token("paragraph_close", "p", -1, block=True)


def taken_kind(inline: Token) -> str:
    """The kind of a note, taken out of its first line; nothing where it is a quotation."""
    first = inline.children[0] if inline.children else None
    found = CALLOUT.match(first.content) if first is not None and first.type == "text" else None
    if first is None or found is None:
        return ""
    first.content = first.content[found.end() :]
    if not first.content and inline.children and len(inline.children) > 1 and inline.children[1].type == "softbreak":
        del inline.children[:2]
    return found.group(1).lower()


def plain_text(tokens: Sequence[Token]) -> str:
    """The words, one paragraph, heading or cell to a line."""
    lines = (token.content if token.type in {"fence", "code_block"} else words_of(token) for token in tokens)
    return "\n".join(line.strip() for line in lines if line.strip())


def words_of(token: Token) -> str:
    """The words of one line."""
    breaks = {"softbreak", "hardbreak"}
    return "".join(" " if child.type in breaks else child.content for child in token.children or [])
