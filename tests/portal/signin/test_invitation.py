"""Accepting an invitation."""

from collections.abc import Callable

import pytest
from django.test import Client

from helpdesk.accounts.actions.revoke_invitation import revoke_invitation
from helpdesk.accounts.actors import member_actor
from helpdesk.accounts.models import Invitation, Membership, User
from tests.accounts.actions.kit import do, role_of
from tests.cast import PASSWORD
from tests.portal.signin.conftest import Link, follow

PAGE = "/invitation"
NEW = {"name": "Nora", "password": "another horse battery staple"}

SignIn = Callable[[Membership], Client]


def test_whoever_is_new_joins_and_is_at_the_desk(client: Client, invitation_link: Link, adam: Membership) -> None:
    assert follow(client, invitation_link(name="Nora Ray")) == PAGE
    page = client.get(PAGE).content.decode()
    assert "Work with Acme" in page
    assert 'value="Nora Ray"' in page
    answer = client.post(PAGE, NEW)
    assert (answer.status_code, answer["Location"]) == (303, "/desk/acme/tickets/")
    assert client.get(answer["Location"]).status_code == 200
    assert adam.workspace.memberships.filter(user__name="Nora").exists()


def test_whoever_is_known_accepts_and_signs_in_as_always(
    client: Client, invitation_link: Link, eve: Membership
) -> None:
    follow(client, invitation_link(eve.user.email))
    page = client.get(PAGE).content.decode()
    assert 'name="password"' not in page
    answer = client.post(PAGE, {"name": "Mallory", "password": "stolen stolen stolen"})
    assert answer["Location"] == "/sign-in?next=/desk/acme/tickets/"
    assert client.get("/desk/acme/tickets/").status_code == 302
    known = User.objects.get(pk=eve.user_id)
    assert (known.name, known.check_password(PASSWORD)) == ("Eve", True)
    signed = client.post("/sign-in", {"email": eve.user.email, "password": PASSWORD, "next": "/desk/acme/tickets/"})
    assert signed["Location"] == "/desk/acme/tickets/"
    assert {place["name"] for place in client.get("/desk/").context["places"]} == {"Acme", "Globex"}


def test_whoever_is_signed_in_already_goes_straight_on(
    signed_in: SignIn, invitation_link: Link, eve: Membership
) -> None:
    browser = signed_in(eve)
    follow(browser, invitation_link(eve.user.email))
    answer = browser.post(PAGE, {})
    assert answer["Location"] == "/desk/acme/tickets/"
    assert browser.get(answer["Location"]).status_code == 200


def test_in_somebody_elses_browser_it_is_not_theirs(
    signed_in: SignIn, invitation_link: Link, alice: Membership, eve: Membership
) -> None:
    browser = signed_in(alice)
    follow(browser, invitation_link(eve.user.email))
    assert browser.post(PAGE, {})["Location"].startswith("/sign-in")
    assert browser.get("/desk/acme/tickets/").status_code == 302


def test_a_role_of_the_workspaces_own_is_named(client: Client, invitation_link: Link, adam: Membership) -> None:
    follow(client, invitation_link(custom_role=role_of(adam.workspace, "tickets.read", name="Night watch")))
    assert b"Night watch" in client.get(PAGE).content


def test_what_was_typed_stays_but_the_password(client: Client, invitation_link: Link) -> None:
    follow(client, invitation_link())
    answer = client.post(PAGE, {"name": "Nora Ray", "password": "short-and-secret"[:5]})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="Nora Ray"' in page
    assert "too short" in page
    assert client.post(PAGE, {"name": "", "password": NEW["password"]}).status_code == 422
    assert client.post(PAGE, NEW).status_code == 303


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
def test_a_name_is_only_text(client: Client, invitation_link: Link, name: str) -> None:
    follow(client, invitation_link(name=name))
    assert name not in client.get(PAGE).content.decode()


def test_one_that_was_taken_back_or_used_says_so(invitation_link: Link, adam: Membership) -> None:
    link = invitation_link()
    do(revoke_invitation, Invitation.objects.across_workspaces("a test").get(), actor=member_actor(adam))
    refused = Client().get(link)
    assert refused.status_code == 401
    assert b"works no more" in refused.content
    assert b"send the invitation again" in refused.content
    other, client = invitation_link(), Client()
    follow(client, other)
    client.post(PAGE, NEW)
    assert Client().get(other).status_code == 401


def test_opening_it_uses_nothing_up(client: Client, invitation_link: Link) -> None:
    for _ in range(3):
        follow(client, invitation_link())
        client.get(PAGE)
    assert Invitation.objects.across_workspaces("a test").get().accepted_at is None
    assert not User.objects.filter(email="nora@acme.example").exists()
