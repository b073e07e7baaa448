"""Which category a file belongs to: the one that it names, or the one that its folder is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from helpdesk.accounts.actors import Actor
from helpdesk.lib.errors import Invalid
from knowledge.actions.create_category import create_category
from knowledge.actions.update_category import update_category
from knowledge.exchange.leaves import Leaf
from knowledge.models import Category, CategoryText
from knowledge.slugs import slug_of


@dataclass(frozen=True)
class Step:
    """One level of the way to a category: known by its slug where that is told, else by its name or what it makes."""

    name: str
    slug: str = ""


@dataclass
class Shelves:
    """What is known of folders from the files that describe them (``_category.md``)."""

    told: dict[str, Step] = field(default_factory=dict)

    def way_to(self, folder: str) -> list[Step]:
        """The way to the category that a folder is."""
        parts = folder.split("/") if folder else []
        folders = ["/".join(parts[: number + 1]) for number in range(len(parts))]
        return [self.told.get(path, Step(part)) for path, part in zip(folders, parts, strict=True)]


def way_in(text: str) -> list[Step]:
    """The way that front matter names: ``Your account / Sign-in``."""
    return [Step(part.strip()) for part in text.split("/") if part.strip()]


def step_of(leaf: Leaf, folder_name: str) -> Step:
    """A folder as the file in it describes it."""
    words = leaf.document.words
    return Step(words.get("name") or folder_name, slug_of(words.get("slug", "")))


def find_or_create(way: Sequence[Step], *, actor: Actor, language: str) -> Category:
    """The category at the end of a way; what is missing of it is made. Raises Invalid for a way of no steps."""
    category: Category | None = None
    for step in way:
        known = find_step(step, category, actor=actor, language=language)
        category = known or create_category(
            actor=actor, name=step.name, language=language, parent=category, slug=step.slug
        )
    if category is None:
        hint = "Name its category, or put the file in a folder"
        raise Invalid("category is required", code="required", field="category", hint=hint)
    return category


def find_step(step: Step, parent: Category | None, *, actor: Actor, language: str) -> Category | None:
    """The category meant by one step. The slug tells more than a name, the asked language more than another."""
    beside = actor.workspace.category_texts.filter(category__parent=parent).select_related("category")
    texts = list(beside.order_by("category__position", "category_id", "language"))

    def likeness(text: CategoryText) -> int:
        in_language = 1 if text.language == language else 0
        if step.slug:
            return 4 + in_language if text.slug == step.slug else 0
        if text.slug == slug_of(step.name):
            return 4 + in_language
        return 2 + in_language if text.name.casefold() == step.name.casefold() else 0

    best = max(texts, key=likeness, default=None)
    if best is None or likeness(best) == 0:
        return None
    best.category.workspace = actor.workspace
    return best.category


def describe(category: Category, leaf: Leaf, *, actor: Actor) -> None:
    """Say what a file says of a category in its language."""
    words: Mapping[str, str] = leaf.document.words
    update_category(
        category,
        actor=actor,
        language=leaf.language,
        name=words.get("name"),
        description=words.get("description"),
        slug=words.get("slug") or None,
    )


def translate(category: Category, way: Sequence[Step], *, actor: Actor, language: str) -> None:
    """A translation that names the category in its own language tells how to call it, where nobody did before."""
    if way and not category.texts.filter(language=language).exists():
        update_category(category, actor=actor, language=language, name=way[-1].name)
