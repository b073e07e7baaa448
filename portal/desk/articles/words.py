"""Closed values of articles as people say them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

STATES: Mapping[str, Any] = {
    "draft": later("Draft"),
    "scheduled": later("Scheduled"),
    "published": later("Published"),
    "archived": later("Archived"),
}
STATE_PILLS: Mapping[str, str] = {"draft": "note", "scheduled": "warning", "published": "success", "archived": ""}
VISIBILITIES: Mapping[str, Any] = {"public": later("Everybody"), "members": later("Members only")}

CHANGES: Mapping[str, Any] = {
    "article.text_changed": later("its text changed"),
    "article.translation_removed": later("a translation was removed"),
    "article.published": later("it was published"),
    "article.scheduled": later("it was scheduled"),
    "article.unpublished": later("it was taken back to a draft"),
    "article.archived": later("it was archived"),
    "article.moved": later("it was moved"),
    "article.labels_changed": later("its labels changed"),
    "article.visibility_changed": later("its readers changed"),
    "article.author_changed": later("its author changed"),
    "article.file_attached": later("a file was added"),
    "article.file_detached": later("a file was removed"),
}


def what_changed(changed: Iterable[Mapping[str, Any]]) -> list[str]:
    """One part of a sentence for each kind of change, in the order in which they came."""
    kinds = Counter(str(change.get("type", "")) for change in changed)
    return [str(CHANGES.get(kind) or _("it changed")) for kind in kinds]
