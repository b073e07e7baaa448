"""Asking to sign in with another address."""

from django.test import Client

from helpdesk.accounts.models import Membership, User, UserLink
from tests.cast import PASSWORD

PAGE = "/account/email"


def test_nothing_changes_before_the_link_is_used(browser: Client, alice: Membership) -> None:
    answer = browser.post(PAGE, {"email": " New@Acme.example ", "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (303, PAGE)
    assert UserLink.objects.get().email == "new@acme.example"
    assert User.objects.get(pk=alice.user_id).email == "alice@acme.example"


def test_a_free_and_a_taken_address_are_answered_alike(browser: Client, eve: Membership) -> None:
    heard = set()
    for email in ("free@acme.example", eve.user.email):
        answer = browser.post(PAGE, {"email": email, "password": PASSWORD})
        said = browser.get(PAGE).content.decode().partition("<form")[0]
        heard.add((answer.status_code, answer["Location"], said))
    assert len(heard) == 1


def test_it_needs_the_password(browser: Client) -> None:
    answer = browser.post(PAGE, {"email": "new@acme.example", "password": "wrong"})
    assert answer.status_code == 422
    assert 'value="new@acme.example"' in answer.content.decode()
    assert not UserLink.objects.exists()


def test_bad_addresses_come_back_with_the_reason(browser: Client) -> None:
    for email in ("", "nobody", "a@b.example, c@d.example", "alice@acme.example"):
        answer = browser.post(PAGE, {"email": email, "password": PASSWORD})
        assert answer.status_code == 422
        assert b'role="alert"' in answer.content


def test_ten_an_hour(browser: Client, limiter: None) -> None:
    answers = [browser.post(PAGE, {"email": f"n{n}@acme.example", "password": PASSWORD}) for n in range(11)]
    assert [answer.status_code for answer in answers] == [303] * 10 + [429]
