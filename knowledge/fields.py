"""Rules of the fields of articles and categories, the same for every door. Each raises Invalid naming the field."""

import datetime
from collections.abc import Iterable

from helpdesk.accounts.models import Membership, Workspace
from helpdesk.lib.errors import Invalid
from helpdesk.lib.text import is_storable, one_line
from knowledge.languages import is_known
from knowledge.slugs import LONGEST, RESERVED, slug_of

MAX_TITLE = 200
MAX_BODY = 100_000
MAX_NAME = 80
MAX_CATEGORY_SLUG = 100
MAX_DESCRIPTION = 300
MAX_LABELS = 20
MAX_LABEL = 64
MAX_SOURCE = 300
MAX_POSITION = 100_000
COMMAS = ",،、;"
FURTHEST_AHEAD = datetime.timedelta(days=5 * 366)


def clean_text(text: object, field: str, *, longest: int) -> str:
    """Any text that the database takes, as written."""
    if not isinstance(text, str):
        raise Invalid(f"{field} must be text", field=field, hint="Send a text")
    if not is_storable(text):
        raise Invalid(f"{field} holds characters that are not text", field=field, hint="Remove NUL and lone surrogates")
    if len(text) > longest:
        raise Invalid(f"{field} must be at most {longest} characters", code="too_long", field=field, hint="Shorten it")
    return text


def clean_line(text: object, field: str, *, longest: int, required: bool = True) -> str:
    """A name or a short text on one line."""
    # Before it is shortened to one line a text may be a little longer, but nobody is made to tidy a novel.
    tidy = clean_text(one_line(clean_text(text, field, longest=20 * longest)), field, longest=longest)
    if required and not tidy:
        raise Invalid(f"{field} is required", code="required", field=field, hint="Say it in a few words")
    return tidy


def clean_body(text: object) -> str:
    """Markdown of up to 100,000 characters, maybe none; line ends as Unix writes them, no blank lines around it."""
    tidy = clean_text(text, "body", longest=2 * MAX_BODY).replace("\r\n", "\n").replace("\r", "\n")
    lines = tidy.rstrip().split("\n")
    while lines and not lines[0].strip():
        lines.pop(0)
    return clean_text("\n".join(lines), "body", longest=MAX_BODY)


def clean_language(workspace: Workspace, code: object) -> str:
    """A language in which articles can be written."""
    if not isinstance(code, str) or not is_known(workspace, code):
        raise Invalid("Invalid language", code="choice", field="language", hint="Use a code such as en, de or ar")
    return code


def clean_slug(text: object, *, longest: int = LONGEST) -> str:
    """What somebody wants an address to end in, tidied; nothing where it is to be made of the title."""
    given = clean_line(text, "slug", longest=longest, required=False)
    slug = slug_of(given, longest=longest)
    if given and not slug:
        raise Invalid("Invalid slug", field="slug", hint="Use letters, digits and hyphens")
    if slug in RESERVED:
        raise Invalid("This slug is the address of another page", field="slug", hint="Choose another")
    return slug


def clean_labels(labels: Iterable[object]) -> list[str]:
    """Labels on one line each, without repeats whatever their capitals, in the order given."""
    if isinstance(labels, str):
        raise Invalid("labels must be a list", field="labels", hint="Send each label by itself")
    found: dict[str, str] = {}
    for label in labels:
        tidy = clean_line(label, "labels", longest=MAX_LABEL)
        if any(mark in tidy for mark in COMMAS):
            raise Invalid("A label holds no comma", field="labels", hint="Make a label of each")
        found.setdefault(tidy.casefold(), tidy)
    if len(found) > MAX_LABELS:
        raise Invalid(
            f"an article takes up to {MAX_LABELS} labels", code="too_long", field="labels", hint="Keep those that help"
        )
    return list(found.values())


def clean_one_of(word: object, words: Iterable[str], field: str) -> str:
    """One of some words."""
    allowed = list(words)
    if not isinstance(word, str) or word not in allowed:
        raise Invalid(f"Invalid {field}", code="choice", field=field, hint="Use " + ", ".join(allowed))
    return str(word)


def clean_position(number: object) -> int:
    """A place in an order, 0 first."""
    if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number <= MAX_POSITION:
        raise Invalid("Invalid position", field="position", hint=f"Use a number from 0 to {MAX_POSITION}")
    return number


def clean_author(workspace: Workspace, author: Membership | None) -> Membership | None:
    """A member of this workspace, or nobody."""
    if author is not None and author.workspace_id != workspace.pk:
        raise Invalid("Invalid author", code="choice", field="author", hint="Choose a member of this workspace")
    return author


def clean_moment(at: object, now: datetime.datetime) -> datetime.datetime:
    """When an article is to appear: in the future, within five years."""
    if not isinstance(at, datetime.datetime) or at.tzinfo is None:
        raise Invalid("Invalid moment", field="publish_at", hint="Give a date and a time with its time zone")
    if at <= now:
        raise Invalid("This moment has passed", field="publish_at", hint="Publish it now, or choose a later moment")
    if at - now > FURTHEST_AHEAD:
        raise Invalid("This moment is too far ahead", field="publish_at", hint="Choose one within five years")
    return at
