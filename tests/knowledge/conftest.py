"""A category and an article of acme, and who works on them."""

import pytest

from helpdesk.accounts.actors import Actor, member_actor
from helpdesk.accounts.models import Membership
from knowledge.actions.create_article import create_article
from knowledge.actions.create_category import create_category
from knowledge.models import Article, Category
from tests.knowledge.kit import do


@pytest.fixture
def as_adam(adam: Membership) -> Actor:
    return member_actor(adam)


@pytest.fixture
def as_eve(eve: Membership) -> Actor:
    return member_actor(eve)


@pytest.fixture
def accounts(as_alice: Actor) -> Category:
    """The category "Your account" of acme."""
    category: Category = do(create_category, actor=as_alice, name="Your account", language="en")
    return category


@pytest.fixture
def article(as_alice: Actor, accounts: Category) -> Article:
    """A draft of Alice's in acme."""
    return do(
        create_article,
        actor=as_alice,
        category=accounts,
        language="en",
        title="Resetting your password",
        body="Press **Forgot password**.",
    )


@pytest.fixture
def foreign_article(as_eve: Actor) -> Article:
    """An article of globex, which nobody of acme may see."""
    category = do(create_category, actor=as_eve, name="Secrets", language="en")
    return do(create_article, actor=as_eve, category=category, language="en", title="Secret", body="Secret.")
