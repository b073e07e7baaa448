"""The categories of a workspace as one tree, read once for a page."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from helpdesk.accounts.models import Workspace

INDENT = "\u2003"  # what a select shows before the name of a nested one


@dataclass(eq=False)
class Node:
    """One category in the tree. ``names`` by language; ``name`` is the one the page shows."""

    id: uuid.UUID
    parent_id: uuid.UUID | None
    depth: int = 0
    name: str = ""
    names: dict[str, str] = field(default_factory=dict)
    children: list["Node"] = field(default_factory=list)
    place: int = 0
    is_last: bool = False
    is_current: bool = False

    def inside(self) -> Iterator["Node"]:
        """This one and all that lie in it."""
        yield self
        for child in self.children:
            yield from child.inside()


@dataclass(frozen=True)
class Tree:
    """All categories, each behind the one it lies in."""

    nodes: list[Node]

    def find(self, key: uuid.UUID | str | None) -> Node | None:
        """The category with this id."""
        return next((node for node in self.nodes if str(node.id) == str(key)), None)

    def choices(self, *, without: Node | None = None) -> list[tuple[str, str]]:
        """The entries of a select; a category is no place for itself or for what it lies in."""
        left_out = set(without.inside()) if without else set()
        return [(str(node.id), INDENT * node.depth + node.name) for node in self.nodes if node not in left_out]

    def path(self, node: Node) -> str:
        """Where a category lies, from the top."""
        names = [node.name]
        above = self.find(node.parent_id)
        while above is not None:
            names.append(above.name)
            above = self.find(above.parent_id)
        return " / ".join(reversed(names))


def read_tree(workspace: Workspace, language: str) -> Tree:
    """The tree with its names in a language, or in the workspace's, or in any there is."""
    rows = workspace.categories.order_by("position", "id").values_list("pk", "parent_id")
    nodes = {key: Node(key, parent) for key, parent in rows}
    for key, code, name in workspace.category_texts.order_by("language").values_list("category", "language", "name"):
        if key in nodes:
            nodes[key].names[code] = name
    for node in nodes.values():
        node.name = first_name(node.names, (language, workspace.language))
        if node.parent_id in nodes:
            nodes[node.parent_id].children.append(node)
    top = [node for node in nodes.values() if node.parent_id not in nodes]
    return Tree(list(ordered(top, 0)))


def first_name(names: dict[str, str], languages: Iterable[str]) -> str:
    """The name in the first of these languages that has one, else in any."""
    return next((names[code] for code in languages if code in names), next(iter(names.values()), ""))


def ordered(siblings: list[Node], depth: int) -> Iterator[Node]:
    """Each with what lies in it, in order."""
    for place, node in enumerate(siblings):
        node.depth, node.place, node.is_last = depth, place, place == len(siblings) - 1
        yield node
        yield from ordered(node.children, depth + 1)
