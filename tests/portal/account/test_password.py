"""Changing one's password."""

from django.test import Client

from helpdesk.accounts.models import Membership, User
from tests.cast import PASSWORD
from tests.portal.account.conftest import browser_of

PAGE = "/account/password"
NEW = "another horse battery staple"


def test_it_is_changed_and_other_browsers_are_signed_out(browser: Client, alice: Membership) -> None:
    other = browser_of(alice)
    answer = browser.post(PAGE, {"current": PASSWORD, "password": NEW})
    assert (answer.status_code, answer["Location"]) == (303, PAGE)
    assert User.objects.get(pk=alice.user_id).check_password(NEW)
    assert browser.get(PAGE).status_code == 200
    assert browser.get("/desk/acme/tickets/").status_code == 200
    assert other.get("/desk/acme/tickets/").status_code == 302


def test_without_the_current_one_nothing_happens(browser: Client, alice: Membership) -> None:
    answer = browser.post(PAGE, {"current": "wrong", "password": NEW})
    assert answer.status_code == 422
    assert b"That is not your password." in answer.content
    assert NEW not in answer.content.decode()
    assert User.objects.get(pk=alice.user_id).check_password(PASSWORD)


def test_guessing_the_current_one_is_slowed_down(browser: Client) -> None:
    answers = [browser.post(PAGE, {"current": "wrong", "password": NEW}) for _ in range(6)]
    assert answers[-1].status_code == 429
    assert int(answers[-1]["Retry-After"]) >= 1


def test_a_weak_new_one_comes_back_with_the_reason(browser: Client) -> None:
    answer = browser.post(PAGE, {"current": PASSWORD, "password": "alice@acme"})
    assert answer.status_code == 422
    assert b"too similar" in answer.content
