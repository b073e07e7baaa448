"""Where one is signed in."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from helpdesk.accounts.models import Membership, Session
from portal.account.browsers import browser_words
from tests.accounts.actions.kit import audited
from tests.portal.account.conftest import browser_of

PAGE = "/account/sessions"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1"


def key(client: Client) -> str:
    return client.cookies["sessionid"].value


def test_each_browser_is_shown_in_words_and_no_key_is(browser: Client, alice: Membership) -> None:
    phone = browser_of(alice, agent=PHONE)
    page = browser.get(PAGE).content.decode()
    for words in ("Firefox · Linux", "Safari · iPhone", "192.0.2.44", "This browser"):
        assert words in page
    assert key(browser) not in page
    assert key(phone) not in page


def test_one_of_them_is_ended_at_once(browser: Client, alice: Membership) -> None:
    phone = browser_of(alice, agent=PHONE)
    (handle,) = [row["handle"] for row in browser.get(PAGE).context["sessions"] if not row["is_this"]]
    assert browser.post(f"{PAGE}/end", {"session": handle})["Location"] == PAGE
    assert phone.get("/desk/acme/tickets/").status_code == 302
    assert browser.get("/desk/acme/tickets/").status_code == 200
    assert audited(alice.workspace)[-1] == "member.sessions_ended"


def test_all_others_are_ended_at_once(browser: Client, alice: Membership) -> None:
    others = [browser_of(alice, agent=PHONE) for _ in range(3)]
    browser.post(f"{PAGE}/end-others")
    assert [other.get(PAGE).status_code for other in others] == [302] * 3
    assert browser.get(PAGE).status_code == 200
    browser.post(f"{PAGE}/end-others")
    assert audited(alice.workspace).count("member.sessions_ended") == 1


def test_sessions_of_others_do_not_exist(browser: Client, adam: Membership) -> None:
    theirs = browser_of(adam)
    (row,) = theirs.get(PAGE).context["sessions"]
    foreign = browser.post(f"{PAGE}/end", {"session": row["handle"]})
    missing = browser.post(f"{PAGE}/end", {"session": "0" * 32})
    assert foreign.status_code == missing.status_code == 404
    assert foreign.content == missing.content
    assert theirs.get(PAGE).status_code == 200
    browser.post(f"{PAGE}/end-others")
    assert theirs.get(PAGE).status_code == 200


@pytest.mark.parametrize("page", ["/desk/acme/tickets/", PAGE])
def test_when_a_browser_was_last_seen_is_kept_to_five_minutes(browser: Client, page: str) -> None:
    def shift(minutes: int) -> None:
        session = browser.session
        moment = timezone.now() - datetime.timedelta(minutes=minutes)
        session["client"] = session["client"] | {"last_seen_at": moment.isoformat()}
        session.save()

    def age() -> datetime.timedelta:
        return timezone.now() - (Session.objects.get().last_seen_at or timezone.now())

    shift(minutes=4)
    browser.get(page)
    assert age() > datetime.timedelta(minutes=3)
    shift(minutes=6)
    browser.get(page)
    assert age() < datetime.timedelta(minutes=1)


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (PHONE, ("Safari", "iPhone")),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", ("Edge", "Windows")),
        ("Mozilla/5.0 (Linux; Android 16) Chrome/140.0 Mobile Safari/537.36", ("Chrome", "Android")),
        ("curl/8", ("", "")),
        ("", ("", "")),
    ],
)
def test_browsers_in_words(agent: str, words: tuple[str, str]) -> None:
    assert browser_words(agent) == words


@pytest.mark.parametrize("agent", ["<script>alert(1)</script>", "x" * 5000, "a\x01b"])
def test_a_hostile_browser_is_only_text(alice: Membership, agent: str) -> None:
    browser = browser_of(alice, agent=agent)
    assert "<script>alert(1)" not in browser.get(PAGE).content.decode()
