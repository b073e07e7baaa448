"""A Markdown file with front matter: YAML between two lines of three hyphens. Pure.

YAML is read as a tree and never made into objects: of all that it can say only names with texts or lists of texts are
taken, each value as it stands, so that ``no`` is a language, 2024 a title, and an alias cannot multiply.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import yaml

from helpdesk.lib.text import is_storable
from knowledge.exchange.problems import Unfit

MARK = "---"
MAX_HEAD = 16_000
MAX_ITEMS = 500
LISTS = frozenset({"labels", "attachments"})
ARTICLE_FIELDS = frozenset(
    {
        *("title", "slug", "language", "category", "labels", "state", "visibility", "publish_at", "author"),
        *("position", "attachments"),
    }
)
CATEGORY_FIELDS = frozenset({"name", "slug", "language", "description", "position"})


@dataclass(frozen=True)
class Document:
    """A file read: ``words`` and ``lists`` are its fields, ``lines`` where each stands, ``body_line`` where the text
    begins."""

    path: str
    body: str
    body_line: int = 1
    words: dict[str, str] = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)

    def unfit(self, name: str, message: str) -> Unfit:
        """The same file with something wrong in a field."""
        return Unfit(self.path, self.lines.get(name, self.body_line if name == "body" else 1), message)


def read_document(path: str, text: str, allowed: frozenset[str]) -> Document:
    """The fields and the text of a file. Raises Unfit with the line at fault."""
    if not is_storable(text):
        raise Unfit(path, text[: text.find("\x00")].count("\n") + 1, "holds characters that are not text")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if lines[0].rstrip() != MARK:
        return Document(path, "\n".join(lines))
    end = next((number for number, line in enumerate(lines) if number and line.rstrip() == MARK), None)
    if end is None:
        raise Unfit(path, 1, "the front matter has no end: close it with a line of three hyphens")
    head = "\n".join(lines[1:end])
    if len(head) > MAX_HEAD:
        raise Unfit(path, 1, f"the front matter is longer than {MAX_HEAD} characters")
    words, lists, places = read_head(path, head, allowed)
    return Document(path, "\n".join(lines[end + 1 :]), end + 2, words, lists, places)


def read_head(
    path: str, head: str, allowed: frozenset[str]
) -> tuple[dict[str, str], dict[str, list[str]], dict[str, int]]:
    """Fields with one text, fields with several, and the lines on which they stand. Raises Unfit."""
    words: dict[str, str] = {}
    lists: dict[str, list[str]] = {}
    places: dict[str, int] = {}
    for key, value in pairs_of(path, head):
        line, name = key.start_mark.line + 2, key.value
        if not isinstance(key, yaml.ScalarNode) or name not in allowed:
            known = ", ".join(sorted(allowed))
            raise Unfit(path, line, f"unknown field {str(name)[:40]!r}; known are {known}")
        if name in places:
            raise Unfit(path, line, f"{name} is given twice")
        places[name] = line
        if name in LISTS:
            lists[name] = texts_of(path, name, value)
        elif isinstance(value, yaml.ScalarNode):
            words[name] = value.value
        else:
            raise Unfit(path, line, f"{name} must be a text")
    return words, lists, places


def pairs_of(path: str, head: str) -> list[tuple[yaml.Node, yaml.Node]]:
    """The mapping that front matter is. Raises Unfit."""
    try:
        root = yaml.compose(head, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark is not None else 1
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read"
        hint = "; put values that hold a colon in quotes" if "mapping values" in problem else ""
        raise Unfit(path, line, f"the front matter is no YAML: {problem}{hint}") from error
    except RecursionError as error:
        raise Unfit(path, 1, "the front matter is nested too deeply") from error
    if root is None:
        return []
    if not isinstance(root, yaml.MappingNode):
        raise Unfit(path, 2, "the front matter must be names with values, such as title: Welcome")
    return list(root.value)


def texts_of(path: str, name: str, value: yaml.Node) -> list[str]:
    """A list of texts; one text is a list of one, and nothing a list of none. Raises Unfit."""
    line = value.start_mark.line + 2
    if isinstance(value, yaml.ScalarNode):
        return [value.value] if value.value else []
    if not isinstance(value, yaml.SequenceNode) or not all(isinstance(one, yaml.ScalarNode) for one in value.value):
        raise Unfit(path, line, f"{name} must be a list of texts")
    if len(value.value) > MAX_ITEMS:
        raise Unfit(path, line, f"{name} holds more than {MAX_ITEMS} items")
    return [one.value for one in value.value]


def write_document(fields: Mapping[str, object], body: str) -> str:
    """A file of these fields, in their order, and this text; reading it gives both back."""
    head = yaml.safe_dump(dict(fields), allow_unicode=True, sort_keys=False, width=10**6)
    return f"{MARK}\n{head}{MARK}\n" + (f"\n{body}\n" if body else "")
