"""Who arranges the work in these tests."""

import pytest

from helpdesk.accounts.actors import Actor, member_actor
from helpdesk.accounts.models import Membership


@pytest.fixture
def as_adam(adam: Membership) -> Actor:
    return member_actor(adam)


@pytest.fixture
def as_eve(eve: Membership) -> Actor:
    return member_actor(eve)
