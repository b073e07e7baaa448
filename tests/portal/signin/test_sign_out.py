"""The end of a session."""

from collections.abc import Callable

from django.test import Client

from helpdesk.accounts.models import Membership, Session


def test_the_session_ends_on_the_server(signed_in: Callable[[Membership], Client], alice: Membership) -> None:
    browser = signed_in(alice)
    kept = browser.cookies["sessionid"].value
    assert browser.post("/sign-out")["Location"] == "/sign-in"
    assert not Session.objects.filter(session_key=kept).exists()
    thief = Client()
    thief.cookies["sessionid"] = kept
    assert thief.get("/desk/acme/tickets/").status_code == 302


def test_a_link_signs_nobody_out(signed_in: Callable[[Membership], Client], alice: Membership) -> None:
    browser = signed_in(alice)
    assert browser.get("/sign-out").status_code == 405
    assert browser.get("/desk/acme/tickets/").status_code == 200
