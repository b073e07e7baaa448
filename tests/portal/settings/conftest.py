"""Browsers of people before the settings."""

from collections.abc import Callable

import pytest
from django.test import Client

from helpdesk.accounts.models import Membership, Role
from helpdesk.lib.ids import new_id

SETTINGS = "/desk/acme/settings/"
SignIn = Callable[[Membership], Client]


@pytest.fixture
def holding(signed_in: SignIn, alice: Membership) -> Callable[..., Client]:
    """Alice signed in with a role of exactly these permissions."""

    def sign_in(*permissions: str) -> Client:
        alice.custom_role = Role._base_manager.create(
            workspace=alice.workspace, name=new_id().hex, permissions=list(permissions)
        )
        alice.save()
        return signed_in(alice)

    return sign_in
