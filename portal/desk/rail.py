"""The rail on the left of the desk: the lists, the inbox, the person. The same for hours, and so written once."""

from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from portal.desk.addresses import addresses
from portal.desk.views import VIEWS

KEPT = 1024


@dataclass(frozen=True)
class Rail:
    """Everything the rail shows. ``here`` is the entry of the page it stands on, ``kept_lists`` are ids and names."""

    slug: str
    workspace_name: str
    name: str
    email: str
    role: str
    face: str
    unread: str
    here: str
    is_list: bool
    kept_lists: tuple[tuple[str, str], ...]
    may_write: bool
    may_see_customers: bool
    may_write_articles: bool
    may_read_reports: bool
    may_configure: bool
    may_look_as: bool


def rail_html(rail: Rail) -> SafeString:
    """The rail in the language of the page."""
    return _written(rail, get_language())


@lru_cache(maxsize=KEPT)
def _written(rail: Rail, _language: str | None) -> SafeString:
    return render_to_string("desk/rail.html", {"rail": rail, "views": VIEWS, **addresses(rail.slug)})
