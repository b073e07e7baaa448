"""Articles and categories of acme and globex, and short ways to make more."""

from pathlib import Path
from typing import Any

import pytest

from helpdesk.accounts.actors import Actor, member_actor
from helpdesk.accounts.models import Membership, Workspace
from helpdesk.events.unit import unit_of_work
from knowledge.actions.create_article import create_article
from knowledge.actions.create_category import create_category
from knowledge.actions.publish_article import publish_article
from knowledge.actions.update_article import update_article
from knowledge.models import Article, Category

SCRIPT = "<script>alert(1)</script>"
LIST = "/desk/acme/articles/"
FORM = {"title": "Resetting a password", "slug": "", "body": "Press *Forgot*.", "visibility": "public", "labels": ""}


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Path) -> None:
    """Uploads go where nobody else's are."""
    settings.HELPDESK_HOME = tmp_path


@pytest.fixture
def accounts(as_alice: Actor) -> Category:
    """A category of acme."""
    return category(as_alice, "Accounts")


@pytest.fixture
def article(as_alice: Actor, accounts: Category) -> Article:
    """A draft of acme."""
    return written(as_alice, accounts, "Signing in")


@pytest.fixture
def foreign_article(globex: Workspace, eve: Membership) -> Article:
    """An article of globex."""
    actor = member_actor(eve)
    return written(actor, category(actor, "Secret place"), "Secret matter")


def category(actor: Actor, name: str, parent: Category | None = None) -> Category:
    """One more category."""
    with unit_of_work():
        return create_category(actor=actor, name=name, language="en", parent=parent)


def written(actor: Actor, place: Category, title: str, body: str = "Type your address.", **more: Any) -> Article:
    """One more draft."""
    with unit_of_work():
        return create_article(actor=actor, category=place, language="en", title=title, body=body, **more)


def rewritten(article: Article, actor: Actor, language: str = "en", **words: Any) -> Article:
    """Another text."""
    with unit_of_work():
        return update_article(article, actor=actor, language=language, **words)


def published(article: Article, actor: Actor) -> Article:
    """Readers find it."""
    with unit_of_work():
        return publish_article(article, actor=actor)


def form_of(article: Article, **changes: str) -> dict[str, str]:
    """The form as the page shows it, with something changed."""
    article.refresh_from_db()
    text = article.texts.get(language=changes.get("language", "en"))
    kept = {
        "language": text.language,
        "version": str(article.version),
        "title": text.title,
        "slug": text.slug,
        "body": text.body,
        "category": str(article.category_id),
        "visibility": article.visibility,
        "labels": ", ".join(article.labels),
        "author": str(article.author_id or ""),
        "do": "save",
    }
    return kept | changes
