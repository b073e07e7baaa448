"""The languages in which articles are written, as the pages offer and spell them."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext

from helpdesk.accounts.models import Workspace
from helpdesk.lib.errors import Invalid
from knowledge.languages import is_known, offered_languages


def language_choices(workspace: Workspace, *, without: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Codes and names: the workspace's own language, those most used, then all others."""
    codes = dict.fromkeys([*offered_languages(workspace), *dict(settings.LANGUAGES)])
    left_out = set(without)
    return [(code, language_name(code)) for code in codes if code not in left_out]


def language_name(code: str) -> str:
    """A language as the reader calls it; its code where nobody has named it."""
    name = dict(settings.LANGUAGES).get(code)
    return gettext(name) if name else code


def direction(code: str) -> str:
    """Which way a language is written: ``rtl`` or ``ltr``."""
    return "rtl" if {code, code.partition("-")[0]} & set(settings.LANGUAGES_BIDI) else "ltr"


def read_language(workspace: Workspace, text: str) -> str:
    """The language that a form or an address names; the workspace's own for none. Raises Invalid."""
    code = text.strip().lower() or workspace.language
    if not is_known(workspace, code):
        raise Invalid("There is no such language", code="choice", field="language", hint="Choose one of the list")
    return code
