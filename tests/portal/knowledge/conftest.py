"""Two categories of acme with articles in English and German, one of them internal, and an article of globex."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import Client

from helpdesk.accounts.actors import Actor, member_actor
from helpdesk.accounts.models import Membership, Workspace
from helpdesk.events.unit import unit_of_work
from knowledge.actions.create_article import create_article
from knowledge.actions.create_category import create_category
from knowledge.actions.publish_article import publish_article
from knowledge.actions.update_article import update_article
from knowledge.actions.update_category import update_category
from knowledge.models import Article, Category
from knowledge.search import reindex_articles

HOME = "/portal/acme/kb/"
RESET = "/portal/acme/kb/en/resetting-your-password"
RESET_GERMAN = "/portal/acme/kb/de/passwort-zurücksetzen"
INTERNAL = "/portal/acme/kb/en/what-we-tell-angry-people"
DRAFT = "/portal/acme/kb/en/not-ready-yet"
FOREIGN = "/portal/globex/kb/en/secret"
BODY = "Press **Forgot password**.\n\n## On a phone\n\nOpen the app.\n\n## On a computer\n\nOpen the site."


def do(verb: Callable[..., Any], *args: Any, actor: Actor, **values: Any) -> Any:
    """Run a verb in a unit of its own."""
    with unit_of_work():
        return verb(*args, actor=actor, **values)


@dataclass
class Library:
    """What there is to read, and a quick way to more."""

    actor: Actor
    categories: dict[str, Category] = field(default_factory=dict)
    articles: dict[str, Article] = field(default_factory=dict)

    def shelf(self, name: str, **values: Any) -> Category:
        """A new category."""
        self.categories[name] = do(create_category, actor=self.actor, name=name, language="en", **values)
        return self.categories[name]

    def write(self, title: str, *, category: str, body: str = BODY, is_open: bool = True, **values: Any) -> Article:
        """A new article in English, published unless it says otherwise."""
        article: Article = do(
            create_article,
            actor=self.actor,
            category=self.categories[category],
            language="en",
            title=title,
            body=body,
            **values,
        )
        if is_open:
            do(publish_article, article, actor=self.actor)
        self.articles[title] = article
        return article


@pytest.fixture
def library(acme: Workspace, adam: Membership) -> Library:
    made = Library(member_actor(adam))
    account = made.shelf("Your account", description="Signing in, and who may")
    do(
        update_category,
        account,
        actor=made.actor,
        language="de",
        name="Ihr Konto",
        description="Anmelden, und wer es darf",
    )
    made.shelf("Bills")
    made.shelf("For us")
    reset = made.write("Resetting your password", category="Your account", labels=["sign-in"])
    do(
        update_article,
        reset,
        actor=made.actor,
        language="de",
        title="Passwort zurücksetzen",
        body="Drücken Sie **Passwort vergessen**.",
    )
    made.write("Inviting people", category="Your account")
    made.write("Two-step sign-in", category="Your account", labels=["sign-in"])
    made.write("Paying by card", category="Bills")
    made.write("Not ready yet", category="Bills", is_open=False)
    made.write("What we tell angry people", category="For us", body="Calm words zebrafish.", visibility="members")
    return made


@pytest.fixture
def foreign_library(globex: Workspace, eve: Membership) -> Library:
    made = Library(member_actor(eve))
    made.shelf("Secrets")
    made.write("Secret", category="Secrets")
    return made


@pytest.fixture
def indexed(library: Library) -> Library:
    """The same, findable."""
    reindex_articles(library.actor.workspace)
    return library


@pytest.fixture
def colleague(signed_in: Callable[[Membership], Client], vera: Membership) -> Client:
    """Vera of acme, who may only look, is signed in."""
    return signed_in(vera)


@pytest.fixture
def neighbour(signed_in: Callable[[Membership], Client], eve: Membership) -> Client:
    """Eve of globex is signed in."""
    return signed_in(eve)


def text(answer: Any) -> str:
    """A page that came."""
    assert answer.status_code == 200, answer.content
    found: str = answer.content.decode()
    return found
