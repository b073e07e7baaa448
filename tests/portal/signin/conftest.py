"""Links as they stand in mails, and browsers that follow them."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client

from helpdesk.accounts.actions.offer_password_reset import offer_password_reset
from helpdesk.accounts.models import Membership, UserLink
from helpdesk.accounts.signing_in.links import address_of
from tests.accounts.actions.kit import do, invite

Link = Callable[..., str]


def path_of(address: str) -> str:
    """An address without our host."""
    return address.removeprefix(settings.BASE_URL)


@pytest.fixture
def reset_link(alice: Membership) -> Link:
    """Makes Alice's link to set a new password."""

    def make() -> str:
        return path_of(address_of(do(offer_password_reset, email=alice.user.email)))

    return make


@pytest.fixture
def invitation_link(adam: Membership) -> Link:
    """Makes the link of an invitation to acme."""

    def make(email: str = "nora@acme.example", **more: object) -> str:
        return path_of(address_of(invite(adam, email, **more)))

    return make


def follow(client: Client, link: str) -> str:
    """Open a link; the address that the browser shows then."""
    answer = client.get(link)
    assert answer.status_code == 303
    shown: str = answer["Location"]
    return shown


def used(link: UserLink) -> bool:
    """Whether a link was used up."""
    link.refresh_from_db()
    return link.used_at is not None
