"""The sign-in page."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from helpdesk.accounts.models import Membership, Session
from tests.cast import PASSWORD


def sign_in(client: Client, email: str, password: str, next_address: str = "") -> Any:
    """Send the form."""
    return client.post("/sign-in", {"email": email, "password": password, "next": next_address})


def test_the_right_password_opens_the_desk(client: Client, alice: Membership) -> None:
    answer = sign_in(client, alice.user.email, PASSWORD)
    assert (answer.status_code, answer["Location"]) == (303, "/desk/")
    assert client.get("/desk/acme/tickets/").status_code == 200


def test_every_failure_reads_the_same(client: Client, alice: Membership) -> None:
    alice.user.is_active = True
    wrong = sign_in(client, alice.user.email, "wrong")
    unknown = sign_in(client, "nobody@acme.example", "wrong")
    assert wrong.status_code == unknown.status_code == 422
    alike = [
        answer.content.decode().split("<main")[1].replace(email, "").split("csrfmiddlewaretoken")[0]
        for answer, email in ((wrong, alice.user.email), (unknown, "nobody@acme.example"))
    ]
    assert alike[0] == alike[1]
    for answer in (wrong, unknown):
        assert b"This e-mail address and password do not go together." in answer.content


def test_the_address_is_kept_and_the_password_is_not(client: Client, alice: Membership) -> None:
    page = sign_in(client, alice.user.email, "wrong-and-secret").content.decode()
    assert f'value="{alice.user.email}"' in page
    assert "wrong-and-secret" not in page


def test_guessing_is_slowed_down_with_the_seconds_said(client: Client, alice: Membership) -> None:
    answers = [sign_in(client, alice.user.email, "wrong") for _ in range(6)]
    assert answers[-1].status_code == 429
    assert int(answers[-1]["Retry-After"]) >= 1
    assert b"Please wait" in answers[-1].content
    assert sign_in(client, alice.user.email, PASSWORD).status_code == 429


def test_signing_in_changes_the_key_of_the_session(client: Client, alice: Membership) -> None:
    session = client.session
    session["planted"] = "yes"
    session.save()
    before = session.session_key
    sign_in(client, alice.user.email, PASSWORD)
    assert client.cookies["sessionid"].value != before
    assert not Session.objects.filter(session_key=before).exists()


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_nobody_is_sent_to_another_site(elsewhere: str, client: Client, alice: Membership) -> None:
    assert sign_in(client, alice.user.email, PASSWORD, elsewhere)["Location"] == "/desk/"


def test_it_goes_on_to_the_page_one_came_for(client: Client, alice: Membership) -> None:
    page = client.get("/sign-in", {"next": "/desk/acme/tickets/TKT-0001"}).content.decode()
    assert 'name="next" value="/desk/acme/tickets/TKT-0001"' in page
    answer = sign_in(client, alice.user.email, PASSWORD, "/desk/acme/tickets/TKT-0001")
    assert answer["Location"] == "/desk/acme/tickets/TKT-0001"


def test_whoever_is_signed_in_goes_straight_on(signed_in: Callable[[Membership], Client], alice: Membership) -> None:
    assert signed_in(alice).get("/sign-in")["Location"] == "/desk/"


def test_password_managers_find_their_fields(client: Client, db: None) -> None:
    page = client.get("/sign-in").content.decode()
    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page


def test_a_form_without_its_token_is_refused(alice: Membership) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = sign_in(strict, alice.user.email, PASSWORD)
    assert answer.status_code == 403
    assert b"This form has expired" in answer.content
