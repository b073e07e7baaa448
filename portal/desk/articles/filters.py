"""What the list of articles shows: its choices, all of them in the address."""

import uuid
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from helpdesk.accounts.models import Workspace
from helpdesk.lib.errors import Invalid
from helpdesk.lib.text import is_storable
from knowledge.languages import is_known
from knowledge.models import Article

CHOICES = ("category", "state", "visibility", "language", "label", "q")
KNOWN = (*CHOICES, "cursor")
MAX_TYPED = 200


@dataclass(frozen=True)
class Filters:
    """The choices in an address, as typed."""

    category: str = ""
    state: str = ""
    visibility: str = ""
    language: str = ""
    label: str = ""
    q: str = ""
    cursor: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether anything was chosen."""
        return any(getattr(self, name) for name in CHOICES)

    @property
    def chosen(self) -> bool:
        """Whether one of the selects is set."""
        return any((self.state, self.visibility, self.language, self.label))

    def address(self, **changes: str) -> str:
        """The query string of these choices with some changed."""
        chosen = {name: getattr(self, name) for name in KNOWN} | changes
        return "?" + urlencode({name: text for name, text in chosen.items() if text})


def typed_filters(query: QueryDict) -> Filters:
    """What was typed, as far as it can be shown again, right or wrong."""
    shown = {name: query.get(name, "")[:MAX_TYPED] for name in CHOICES}
    return Filters(**{name: text if is_storable(text) else "" for name, text in shown.items()})


def read_filters(query: QueryDict, workspace: Workspace) -> Filters:
    """The choices in a query string. Raises Invalid for one that does not exist."""
    for name, values in query.lists():
        if name not in KNOWN or len(values) > 1:
            raise Invalid("This address asks for a filter that does not exist", hint="Start again from all articles")
        if not is_storable(values[0]) or len(values[0]) > MAX_TYPED:
            raise Invalid("That cannot be looked for", field=name, hint=f"Use up to {MAX_TYPED} letters and digits")
    found = Filters(**{name: query.get(name, "").strip() for name in KNOWN})
    one_of(Article.State.values, found.state, "state")
    one_of(Article.Visibility.values, found.visibility, "visibility")
    if found.language and not is_known(workspace, found.language):
        raise Invalid("There is no such language", code="choice", field="language", hint="Choose one of the list")
    if found.category and not is_uuid(found.category):
        raise Invalid("There is no such category", code="choice", field="category")
    return found


def one_of(choices: list[str], word: str, field: str) -> None:
    """Raises Invalid for a word that is none of these; nothing chosen is fine."""
    if word and word not in choices:
        raise Invalid(f"There is no such {field}", code="choice", field=field, hint="Choose one of the list")


def is_uuid(text: str) -> bool:
    """Whether a text is an id at all."""
    try:
        return bool(uuid.UUID(text))
    except ValueError:
        return False
