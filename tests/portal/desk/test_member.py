"""Who is let in: what the one statement finds, and what is left to Django."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY
from django.test import Client
from django.utils import timezone

from helpdesk.accounts.models import Membership, Session, User
from tickets.models import Ticket


def test_it_is_the_member_and_one_statement(
    browser: Client, alice: Membership, address: str, django_assert_num_queries: Any
) -> None:
    browser.get(address)
    answer = browser.get(address)
    assert answer.context["member"] == alice
    assert answer.context["actor"].name == str(answer.wsgi_request.user) == "Alice"
    assert "Cookie" in answer["Vary"]
    with django_assert_num_queries(1):
        browser.get("/desk/acme/")


def test_a_change_of_role_acts_on_the_next_page(browser: Client, alice: Membership, address: str) -> None:
    assert b"composer" in browser.get(address).content
    Membership.objects.across_workspaces("a test").filter(pk=alice.pk).update(role="viewer")
    assert b"composer" not in browser.get(address).content
    assert browser.get("/desk/acme/tickets/new").status_code == 403


def test_a_user_who_was_shut_out_is_asked_to_sign_in(browser: Client, alice: Membership, address: str) -> None:
    User.objects.filter(pk=alice.user_id).update(is_active=False)
    assert browser.get(address)["Location"].startswith("/sign-in")


def test_a_new_password_ends_the_sessions_opened_with_the_old_one(
    browser: Client, alice: Membership, address: str
) -> None:
    alice.user.set_password("another horse battery staple")
    alice.user.save()
    assert browser.get(address)["Location"].startswith("/sign-in")


def test_a_session_that_is_over_opens_nothing(browser: Client, address: str) -> None:
    Session.objects.update(expire_date=timezone.now() - datetime.timedelta(seconds=1))
    assert browser.get(address)["Location"].startswith("/sign-in")


@pytest.mark.parametrize(
    ("name", "value"),
    [(HASH_SESSION_KEY, "0" * 64), (HASH_SESSION_KEY, None), (BACKEND_SESSION_KEY, "no.such.Backend")],
)
def test_a_session_without_proof_opens_nothing(browser: Client, address: str, name: str, value: str | None) -> None:
    session = browser.session
    session[name] = value
    session.save()
    assert browser.get(address)["Location"].startswith("/sign-in")


def test_the_row_of_a_session_does_not_say_who_somebody_is(
    signed_in: Callable[[Membership], Client], alice: Membership, adam: Membership, address: str
) -> None:
    """What was signed when the session was opened does."""
    browser = signed_in(alice)
    Session.objects.update(user_id=adam.user_id)
    assert browser.get(address).context["member"] == alice


def test_a_secret_that_was_replaced_still_lets_in_those_it_let_in(
    browser: Client, alice: Membership, address: str, settings: Any
) -> None:
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a new secret that is long enough for anybody"
    assert browser.get(address).context["member"] == alice


def test_a_session_key_of_any_shape_is_only_a_wrong_one(client: Client, ticket: Ticket, address: str) -> None:
    for key in ("", "x", "é" * 32, "x" * 4000):
        client.cookies[settings.SESSION_COOKIE_NAME] = key
        assert client.get(address)["Location"].startswith("/sign-in")
