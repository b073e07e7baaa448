"""Languages of readers: which one a page is in, what it is called, where the same page is in another."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language_info
from django.utils.translation.trans_real import parse_accept_lang_header

from helpdesk.accounts.models import Workspace
from knowledge.languages import in_order
from portal.knowledge.addresses import absolute

Text = TypeVar("Text")


@dataclass(frozen=True)
class Edition:
    """A page in one of its languages."""

    language: str
    address: str
    is_shown: bool

    @property
    def name(self) -> str:
        """The language in its own words."""
        return name_of(self.language)

    @property
    def url(self) -> str:
        """The address with host and all."""
        return absolute(self.address)


def editions(languages: Iterable[str], *, shown: str, at: Callable[[str], str]) -> list[Edition]:
    """The same page in each of some languages; ``at`` gives the address in one."""
    return [Edition(language, at(language), language == shown) for language in sorted(set(languages))]


def name_of(language: str) -> str:
    """``Deutsch`` for ``de``; the code itself for a language that nobody told us the name of."""
    try:
        return str(get_language_info(language)["name_local"]).capitalize()
    except KeyError:
        return language


def direction_of(language: str) -> str:
    """Which way it is written."""
    return "rtl" if language.partition("-")[0] in settings.LANGUAGES_BIDI else "ltr"


def preferred(request: HttpRequest, languages: Iterable[str], *, otherwise: str) -> str:
    """The language among these that the reader's browser asks for first."""
    there = set(languages)
    for wanted, weight in parse_accept_lang_header(request.headers.get("Accept-Language", "").lower()):
        if not weight:
            continue
        main = wanted.partition("-")[0]
        near = [wanted, main, *sorted(code for code in there if code.partition("-")[0] == main)]
        found = next((code for code in near if code in there), None)
        if found is not None:
            return found
    return otherwise


def best_of(texts: Mapping[str, Text], wanted: Sequence[str], workspace: Workspace) -> Text:
    """The text in the first of these languages that there is, else in the workspace's, else the first by its code."""
    found = next((code for code in in_order(list(wanted), workspace) if code in texts), None)
    return texts[found if found is not None else min(texts)]
