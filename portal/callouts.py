"""How the notes in an article are called, in the language that it is written in."""

from collections.abc import Mapping
from functools import lru_cache

from django.utils.translation import override, pgettext


@lru_cache(maxsize=256)
def callout_names(language: str) -> Mapping[str, str]:
    """By their kinds; in English where we do not speak the language."""
    with override(language):
        return {
            "note": pgettext("kind of a notice in an article", "Note"),
            "tip": pgettext("kind of a notice in an article", "Tip"),
            "important": pgettext("kind of a notice in an article", "Important"),
            "warning": pgettext("kind of a notice in an article", "Warning"),
            "caution": pgettext("kind of a notice in an article", "Caution"),
        }
