"""The second step of signing in."""

from typing import Any

import pytest
from django.test import Client

from helpdesk.accounts.models import Membership, Session
from tests.accounts.actions.kit import audited, code_of, with_codes
from tests.cast import PASSWORD

PAGE = "/sign-in/code"
DEEP = "/desk/acme/tickets/?view=mine"


@pytest.fixture
def app(alice: Membership) -> tuple[bytes, list[str]]:
    """Alice's app and recovery codes."""
    return with_codes(alice.user)


def give_password(client: Client, next_address: str = "") -> Any:
    return client.post("/sign-in", {"email": "alice@acme.example", "password": PASSWORD, "next": next_address})


def test_password_then_code_then_the_page_one_came_for(client: Client, app: Any, alice: Membership) -> None:
    assert give_password(client, DEEP)["Location"] == PAGE
    assert b'autocomplete="one-time-code"' in client.get(PAGE).content
    answer = client.post(PAGE, {"code": code_of(app[0], later_seconds=30)})
    assert (answer.status_code, answer["Location"]) == (303, DEEP)
    assert client.get(DEEP).status_code == 200
    assert audited(alice.workspace)[-1] == "member.signed_in"


def test_the_password_alone_opens_nothing(client: Client, app: Any) -> None:
    give_password(client)
    for page in ("/desk/acme/tickets/", "/account/", "/account/codes"):
        assert client.get(page)["Location"].startswith("/sign-in")
    assert client.post("/account/codes/off", {"password": PASSWORD})["Location"].startswith("/sign-in")


def test_a_recovery_code_works_too_and_once(app: Any) -> None:
    for expected in (303, 422):
        client = Client()
        give_password(client)
        assert client.post(PAGE, {"code": app[1][3]}).status_code == expected


def test_the_code_page_without_the_password_leads_back(client: Client, app: Any) -> None:
    assert client.get(PAGE)["Location"] == "/sign-in"
    answer = client.post(PAGE, {"code": code_of(app[0], later_seconds=30)})
    assert answer["Location"] == "/sign-in"
    assert client.get("/desk/acme/tickets/").status_code == 302


def test_each_step_changes_the_key_of_the_session(client: Client, app: Any) -> None:
    keys = []
    give_password(client)
    keys.append(client.cookies["sessionid"].value)
    client.post(PAGE, {"code": app[1][0]})
    keys.append(client.cookies["sessionid"].value)
    assert len(set(keys)) == 2
    assert not Session.objects.filter(session_key=keys[0]).exists()


def test_a_password_changed_meanwhile_ends_the_wait(client: Client, app: Any, alice: Membership) -> None:
    give_password(client)
    alice.user.set_password("another one, quite long")
    alice.user.save()
    assert client.post(PAGE, {"code": app[1][0]})["Location"] == "/sign-in"


def test_wrong_codes_are_told_and_slowed_down(client: Client, app: Any) -> None:
    give_password(client)
    answers = [client.post(PAGE, {"code": "000000"}) for _ in range(6)]
    assert answers[0].status_code == 422
    assert b"This code is not right" in answers[0].content
    assert answers[-1].status_code == 429
    assert int(answers[-1]["Retry-After"]) >= 1
    other = Client(REMOTE_ADDR="192.0.2.200")
    give_password(other)
    assert other.post(PAGE, {"code": app[1][0]}).status_code == 429


def test_nobody_is_sent_to_another_site(client: Client, app: Any) -> None:
    give_password(client, "https://evil.example/")
    assert client.post(PAGE, {"code": app[1][0]})["Location"] == "/desk/"


def test_ten_minutes_later_it_starts_again(client: Client, app: Any) -> None:
    give_password(client)
    session = client.session
    session["second_step"] = session["second_step"] | {"until": "2020-01-01T00:00:00+00:00"}
    session.save()
    assert client.get(PAGE)["Location"] == "/sign-in"
