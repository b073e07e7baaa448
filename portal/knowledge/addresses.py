"""Where the pages of the knowledge base are. Each language has addresses of its own; these are the canonical ones."""

import uuid

from django.conf import settings
from django.urls import reverse

from helpdesk.lib.ids import from_typeid, to_typeid

PREFIX = "art"


def home_at(workspace: str, language: str) -> str:
    """The front page in one language."""
    return reverse("kb-home", args=[workspace, language])


def category_at(workspace: str, language: str, slug: str) -> str:
    """A category."""
    return reverse("kb-category", args=[workspace, language, slug])


def article_at(workspace: str, language: str, slug: str) -> str:
    """An article."""
    return reverse("kb-article", args=[workspace, language, slug])


def lasting_at(workspace: str, article_id: uuid.UUID) -> str:
    """An article whatever its slug and language: leads to the page in the reader's language."""
    return reverse("kb-short", args=[workspace, to_typeid(PREFIX, article_id)])


def named_id(text: str) -> uuid.UUID | None:
    """The article that a lasting address names; None for a slug."""
    return from_typeid(PREFIX, text)


def absolute(address: str) -> str:
    """The same as search engines and feed readers need it."""
    return settings.BASE_URL + address
