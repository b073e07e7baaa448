"""Where one goes after signing in."""

from collections.abc import Callable

import pytest
from django.test import Client

from helpdesk.accounts.actions.add_member import add_member
from helpdesk.accounts.actors import system_actor
from helpdesk.accounts.models import Membership, Workspace
from helpdesk.events.unit import unit_of_work

SignIn = Callable[[Membership], Client]


@pytest.mark.parametrize("address", ["/", "/desk/"])
def test_the_only_workspace_opens_at_once(address: str, signed_in: SignIn, alice: Membership) -> None:
    assert signed_in(alice).get(address)["Location"] == "/desk/acme/tickets/"


def test_two_workspaces_are_offered(signed_in: SignIn, alice: Membership, globex: Workspace) -> None:
    with unit_of_work():
        add_member(actor=system_actor(globex), email=alice.user.email, name="Alice", role="viewer")
    places = signed_in(alice).get("/").context["places"]
    assert [(place["name"], place["role"]) for place in places] == [("Acme", "Agent"), ("Globex", "Viewer")]


def test_somebody_without_a_workspace_is_told(signed_in: SignIn, alice: Membership) -> None:
    browser = signed_in(alice)
    alice.is_active = False
    alice.save()
    assert b"no workspace knows you" in browser.get("/").content


@pytest.mark.parametrize("address", ["/", "/desk/"])
def test_signed_out_one_signs_in_first(address: str, client: Client, db: None) -> None:
    assert client.get(address)["Location"].startswith("/sign-in")
