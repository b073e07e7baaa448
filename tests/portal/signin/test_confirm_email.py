"""Confirming a new address."""

from django.test import Client

from helpdesk.accounts.actions.change_password import change_password
from helpdesk.accounts.actions.request_email_change import request_email_change
from helpdesk.accounts.models import Membership, User, UserLink
from helpdesk.accounts.signing_in.links import address_of
from tests.accounts.actions.kit import audited, do
from tests.cast import PASSWORD
from tests.portal.signin.conftest import follow, path_of

PAGE = "/confirm-email"


def link_to(member: Membership, email: str = "new@acme.example") -> str:
    do(request_email_change, member.user, email=email, password=PASSWORD, client="c")
    return path_of(address_of(UserLink.objects.latest("created_at")))


def address(member: Membership) -> str:
    return User.objects.get(pk=member.user_id).email


def test_the_button_changes_the_address(client: Client, alice: Membership) -> None:
    follow(client, link_to(alice))
    assert b"new@acme.example" in client.get(PAGE).content
    assert address(alice) == "alice@acme.example"
    assert client.post(PAGE).status_code == 303
    assert address(alice) == "new@acme.example"
    entry = alice.workspace.audit_entries.get(action="member.email_changed")
    assert (entry.before, entry.after) == ({"email": "alice@acme.example"}, {"email": "new@acme.example"})


def test_it_works_once(alice: Membership) -> None:
    link, client = link_to(alice), Client()
    follow(client, link)
    client.post(PAGE)
    assert Client().get(link).status_code == 401


def test_an_address_taken_meanwhile_changes_nothing(client: Client, alice: Membership, eve: Membership) -> None:
    follow(client, link_to(alice, eve.user.email))
    refused = client.post(PAGE)
    assert refused.status_code == 401
    assert b"eve" not in refused.content
    assert address(alice) == "alice@acme.example"
    assert "member.email_changed" not in audited(alice.workspace)


def test_a_newer_request_or_a_new_password_ends_it(alice: Membership) -> None:
    first = link_to(alice)
    second = link_to(alice, "newer@acme.example")
    assert Client().get(first).status_code == 401
    do(change_password, alice.user, current=PASSWORD, password="quite another one", client="c", keep_session=None)
    assert Client().get(second).status_code == 401
