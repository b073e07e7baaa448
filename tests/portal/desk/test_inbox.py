"""The inbox, its number beside every page, and the choices."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from helpdesk.accounts.actors import Actor, member_actor
from helpdesk.accounts.members.notices import ways_of
from helpdesk.accounts.models import Membership
from tests.portal.conftest import SCRIPT
from tests.portal.desk.conftest import say
from tests.tickets.actions.kit import another, hide
from tests.tickets.actions.test_read_notices import tell, unread
from tickets.models import Notice, Ticket

INBOX = "/desk/acme/inbox"


def number(page: bytes) -> str:
    """What stands beside the word Inbox."""
    found = re.search(r'class="badge">([0-9+]+)<', page.decode())
    return found[1] if found else ""


def test_it_says_who_did_what_where(browser: Client, alice: Membership, adam: Membership, ticket: Ticket) -> None:
    notice = tell(alice, ticket)
    notice.comment = say(ticket, member_actor(adam), f"@alice {SCRIPT}", is_internal=True)
    notice.save()
    page = browser.get(INBOX).content.decode()
    assert "Adam mentioned you" in page
    assert f"/desk/acme/tickets/{ticket.reference}#message-{notice.comment_id}" in page
    assert ticket.subject in page
    assert "@alice &lt;script&gt;" in page
    assert SCRIPT not in page


def test_an_empty_one_says_what_will_come(browser: Client) -> None:
    assert b"You have read everything." in browser.get(INBOX).content


def test_the_number_is_on_every_page(browser: Client, alice: Membership, ticket: Ticket, address: str) -> None:
    assert number(browser.get(address).content) == ""
    for event in range(3):
        tell(alice, ticket, event)
    for page in (address, INBOX, "/desk/acme/tickets/"):
        assert number(browser.get(page).content) == "3"
    for event in range(3, 120):
        tell(alice, ticket, event)
    assert number(browser.get(address).content) == "99+"


def test_what_one_may_not_see_is_neither_listed_nor_counted(browser: Client, alice: Membership, ticket: Ticket) -> None:
    tell(alice, ticket)
    hide(ticket)
    page = browser.get(INBOX).content
    assert (number(page), ticket.subject.encode() in page) == ("", False)


def test_words_that_went_to_another_ticket_are_not_shown_with_this_one(
    browser: Client, alice: Membership, adam: Membership, ticket: Ticket
) -> None:
    notice = tell(alice, ticket)
    notice.comment = say(another(ticket), member_actor(adam), "zebrafish", is_internal=True)
    notice.save()
    assert b"zebrafish" not in browser.get(INBOX).content


def test_unread_stand_first_and_both_lists_go_on(
    browser: Client, alice: Membership, as_alice: Actor, ticket: Ticket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.desk.inbox.PAGE_SIZE", 2)
    told = [tell(alice, ticket, event) for event in range(8)]
    for notice in told[3:]:
        browser.post(f"{INBOX}/{notice.pk}/read")
    first = browser.get(INBOX).context
    assert [row["id"] for row in first["new"]["rows"]] == [told[2].pk, told[1].pk]
    assert [row["id"] for row in first["earlier"]["rows"]] == [told[7].pk, told[6].pk]
    further = browser.get(f"{INBOX}?part=new&cursor={first['new']['more']}").context
    assert [row["id"] for row in further["new"]["rows"]] == [told[0].pk]
    assert further["earlier"] is None
    further = browser.get(f"{INBOX}?part=earlier&cursor={first['earlier']['more']}").context
    assert [row["id"] for row in further["earlier"]["rows"]] == [told[5].pk, told[4].pk]


def test_one_or_all_are_marked_as_read(browser: Client, alice: Membership, ticket: Ticket) -> None:
    told = [tell(alice, ticket, event) for event in range(3)]
    assert browser.post(f"{INBOX}/{told[0].pk}/read").status_code == 303
    assert unread(alice) == 2
    later = tell(alice, ticket, 9)
    assert browser.post(f"{INBOX}/{told[-1].pk}/read-all").status_code == 303
    assert list(Notice._base_manager.filter(read_at=None)) == [later]


def test_opening_a_ticket_is_reading_but_a_get_changes_nothing(
    browser: Client, alice: Membership, ticket: Ticket, address: str
) -> None:
    tell(alice, ticket)
    tell(alice, another(ticket), 2)
    assert b'hx-trigger="load"' in browser.get(address).content
    assert unread(alice) == 2
    assert browser.post(f"{address}/read").status_code == 303
    assert b"unread-here" not in browser.get(address).content
    answer = browser.post(f"{address}/read", headers={"HX-Request": "true"})
    assert (answer.status_code, number(answer.content), unread(alice)) == (200, "1", 1)


def test_answering_is_reading(browser: Client, alice: Membership, ticket: Ticket, address: str) -> None:
    tell(alice, ticket)
    browser.post(f"{address}/comments", {"mode": "note", "body": "Seen.", "version": ticket.version})
    assert unread(alice) == 0


def test_a_viewer_has_an_inbox_too(viewer: Client, vera: Membership, ticket: Ticket, address: str) -> None:
    notice = tell(vera, ticket)
    assert number(viewer.get(INBOX).content) == "1"
    assert viewer.post(f"{INBOX}/{notice.pk}/read").status_code == 303
    assert unread(vera) == 0


def test_anothers_notice_is_like_none(
    browser: Client, adam: Membership, eve: Membership, ticket: Ticket, foreign_ticket: Ticket
) -> None:
    missing = browser.post(f"{INBOX}/{ticket.pk}/read")
    for notice in (tell(adam, ticket), tell(eve, foreign_ticket)):
        for verb in ("read", "read-all"):
            answer = browser.post(f"{INBOX}/{notice.pk}/{verb}")
            assert (answer.status_code, answer.content) == (404, missing.content)
    assert unread(adam) == unread(eve) == 1


@pytest.mark.parametrize("query", ["?part=old", "?part=new&cursor=x", "?part=new", "?part=earlier&cursor=" + "A" * 300])
def test_a_made_up_address_is_refused(browser: Client, query: str) -> None:
    assert browser.get(INBOX + query).status_code == 422


def test_choices_are_saved(browser: Client, alice: Membership) -> None:
    page = browser.get(f"{INBOX}/choices").content.decode()
    assert page.count("selected") == 5
    choices = {"mention": "inbox", "assigned": "off", "reply": "digest", "note": "mail", "rating": "inbox"}
    browser.post(f"{INBOX}/choices", choices)
    alice.refresh_from_db()
    assert ways_of(alice) == choices


def test_a_choice_that_does_not_exist_is_refused(browser: Client, alice: Membership) -> None:
    answer = browser.post(f"{INBOX}/choices", {"mention": "pigeon"})
    assert answer.status_code == 422
    assert b'name="mention" aria-invalid="true"' in answer.content
    alice.refresh_from_db()
    assert alice.notices == {}


def test_a_page_says_that_its_reader_is_there(browser: Client, alice: Membership, ticket: Ticket) -> None:
    browser.get("/desk/acme/tickets/")
    alice.refresh_from_db()
    assert alice.last_seen_at is not None


def test_what_the_inbox_costs_does_not_grow(
    browser: Client, alice: Membership, ticket: Ticket, django_assert_num_queries: Callable
) -> None:
    tell(alice, ticket)
    browser.get(INBOX)
    with django_assert_num_queries(4):
        browser.get(INBOX)
    for event in range(2, 20):
        tell(alice, another(ticket), event)
    with django_assert_num_queries(4):
        browser.get(INBOX)
