"""Browsers of people at the desk."""

from collections.abc import Callable

import pytest
from django.test import Client

from helpdesk.accounts.models import Membership

SCRIPT = "<script>alert(1)</script>"
SignIn = Callable[[Membership], Client]


@pytest.fixture
def browser(signed_in: SignIn, alice: Membership) -> Client:
    """Alice, an agent, is signed in."""
    return signed_in(alice)


@pytest.fixture
def admin(signed_in: SignIn, adam: Membership) -> Client:
    """Adam, who may do everything, is signed in."""
    return signed_in(adam)


@pytest.fixture
def viewer(signed_in: SignIn, vera: Membership) -> Client:
    """Vera, who may only look, is signed in."""
    return signed_in(vera)


@pytest.fixture
def stranger(signed_in: SignIn, eve: Membership) -> Client:
    """Eve, admin of globex, is signed in."""
    return signed_in(eve)
