"""Drafts in the composer, in the list of drafts and in the list of tickets."""

from typing import Any

import pytest
from django.test import Client

from helpdesk.accounts.actors import Actor, member_actor
from helpdesk.accounts.models import Membership
from helpdesk.events.unit import unit_of_work
from tests.portal.conftest import SCRIPT
from tests.portal.desk.conftest import say, version_of
from tests.tickets.actions.kit import another, hide
from tickets.actions import save_draft
from tickets.models import Draft, Ticket

DRAFTS = "/desk/acme/drafts"


def begin(ticket: Ticket, actor: Actor, body: str, mode: str = "reply") -> None:
    with unit_of_work():
        save_draft(ticket, actor=actor, mode=mode, body=body, seen_version=version_of(ticket))


def keep(browser: Client, ticket: Ticket, body: str, *, mode: str = "reply", draft: str = "", **more: Any) -> Any:
    form = {"mode": mode, "body": body, "version": version_of(ticket), "draft": draft}
    return browser.post(f"/desk/acme/tickets/{ticket.reference}/draft", form, **more)


def bodies() -> list[str]:
    return list(Draft._base_manager.order_by("mode").values_list("body", flat=True))


def test_a_button_keeps_it_and_the_page_shows_it_again(browser: Client, ticket: Ticket, address: str) -> None:
    assert keep(browser, ticket, f"Dear {SCRIPT}\r\nCarol")["Location"] == address
    assert bodies() == [f"Dear {SCRIPT}\nCarol"]
    page = browser.get(address).content.decode()
    assert "Dear &lt;script&gt;" in page
    assert SCRIPT not in page
    assert "Your draft is saved." in page


def test_a_script_keeps_it_and_goes_on_from_there(browser: Client, ticket: Ticket) -> None:
    json = {"Accept": "application/json"}
    first = keep(browser, ticket, "Dear", headers=json).json()
    assert first["replaced"] == ""
    second = keep(browser, ticket, "Dear Carol", draft=first["mark"], headers=json).json()
    assert (second["replaced"], bodies()) == ("", ["Dear Carol"])
    late = keep(browser, ticket, "Dear Sir", draft=first["mark"], headers=json).json()
    assert (late["replaced"], bodies()) == ("Dear Carol", ["Dear Sir"])
    assert keep(browser, ticket, "", draft=late["mark"], headers=json).json()["mark"] == ""
    assert bodies() == []


def test_what_another_tab_wrote_is_shown_without_scripts_too(browser: Client, ticket: Ticket, as_alice: Actor) -> None:
    begin(ticket, as_alice, "From the other tab")
    page = keep(browser, ticket, "From here")
    assert page.status_code == 200
    assert b"Another tab had kept this text" in page.content
    assert b"From the other tab</pre>" in page.content
    assert b"From here</textarea>" in page.content


def test_a_draft_on_an_older_state_says_so(
    browser: Client, ticket: Ticket, address: str, as_alice: Actor, as_carol: Actor
) -> None:
    begin(ticket, as_alice, "Dear")
    assert b"older state" not in browser.get(address).content
    say(ticket, as_carol, "It works again!")
    assert b"older state" in browser.get(address).content


def test_sending_takes_it_away(browser: Client, ticket: Ticket, address: str, as_alice: Actor) -> None:
    begin(ticket, as_alice, "Dear Carol")
    begin(ticket, as_alice, "She is angry.", mode="note")
    browser.post(f"{address}/comments", {"mode": "reply", "body": "Dear Carol!", "version": version_of(ticket)})
    assert bodies() == ["She is angry."]


def test_what_is_refused_keeps_it(browser: Client, ticket: Ticket, address: str, as_alice: Actor) -> None:
    begin(ticket, as_alice, "Dear Carol")
    answer = browser.post(f"{address}/comments", {"mode": "reply", "body": "Dear Carol!", "version": 99})
    assert answer.status_code == 409
    assert bodies() == ["Dear Carol"]


def test_of_two_the_newer_is_shown_and_the_other_one_click_away(
    browser: Client, ticket: Ticket, address: str, as_alice: Actor
) -> None:
    begin(ticket, as_alice, "Dear Carol")
    begin(ticket, as_alice, "She is angry.", mode="note")
    page = browser.get(address).content.decode()
    assert "She is angry.</textarea>" in page
    assert 'href="?draft=reply#composer"' in page
    assert "Dear Carol</textarea>" in browser.get(f"{address}?draft=reply").content.decode()


def test_the_list_has_ones_own_newest_first(
    browser: Client, ticket: Ticket, as_alice: Actor, adam: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.desk.drafts.PAGE_SIZE", 2)
    for number in range(3):
        begin(another(ticket, subject=f"Number {number}"), as_alice, f"Draft {number}")
    begin(ticket, member_actor(adam), "Adam's")
    first = browser.get(DRAFTS)
    assert [row["ticket__subject"] for row in first.context["rows"]] == ["Number 2", "Number 1"]
    rest = browser.get(f"{DRAFTS}?cursor={first.context['more']}").context
    assert ([row["body"] for row in rest["rows"]], rest["more"]) == (["Draft 0"], "")


def test_a_draft_is_thrown_away_from_list_and_page(
    browser: Client, ticket: Ticket, address: str, as_alice: Actor
) -> None:
    begin(ticket, as_alice, "Dear")
    assert browser.post(f"{address}/draft/discard", {"mode": "reply", "from": "list"})["Location"] == DRAFTS
    begin(ticket, as_alice, "Dear")
    mark = browser.get(address).context["draft"].mark
    assert browser.post(f"{address}/draft/discard", {"mode": "note", "draft": mark})["Location"] == address
    assert bodies() == []


def test_the_list_of_tickets_marks_ones_own(browser: Client, ticket: Ticket, as_alice: Actor, adam: Membership) -> None:
    other = another(ticket)
    begin(ticket, as_alice, "Dear")
    begin(other, member_actor(adam), "Dear")
    rows = browser.get("/desk/acme/tickets/").context["rows"]
    assert {row["number"]: row["has_draft"] for row in rows} == {ticket.number: True, other.number: False}


def test_drafts_of_tickets_one_may_not_see_any_more_are_not_shown(
    browser: Client, ticket: Ticket, as_alice: Actor
) -> None:
    begin(ticket, as_alice, "zebrafish")
    hide(ticket)
    assert b"zebrafish" not in browser.get(DRAFTS).content


def test_colleagues_see_nothing_of_it(browser: Client, ticket: Ticket, address: str, adam: Membership) -> None:
    begin(ticket, member_actor(adam), "zebrafish")
    assert b"zebrafish" not in browser.get(address).content
    assert b"zebrafish" not in browser.get(DRAFTS).content


@pytest.mark.parametrize("fields", [{"mode": "shout"}, {"version": "x"}, {"body": "x" * 100_001}])
def test_what_cannot_be_kept_is_refused_and_stays_in_the_composer(
    browser: Client, ticket: Ticket, address: str, fields: dict[str, str]
) -> None:
    form = {"mode": "reply", "body": "Dear Carol", "version": "1"} | fields
    answer = browser.post(f"{address}/draft", form)
    assert answer.status_code == 422
    assert form["body"][:10].encode() in answer.content
    assert bodies() == []


@pytest.mark.parametrize("draft", ["", "reply", "reply yesterday", "x" * 5000, "reply 2026-01-01"])
def test_a_mark_we_did_not_make_is_none(browser: Client, ticket: Ticket, draft: str) -> None:
    assert keep(browser, ticket, "Dear", draft=draft).status_code == 303
    assert bodies() == ["Dear"]


def test_the_colleagues_who_may_be_mentioned(
    browser: Client, ticket: Ticket, address: str, adam: Membership, eve: Membership
) -> None:
    people = browser.get(f"{address}/mentions").json()["people"]
    assert people == [{"name": "Adam", "handle": "adam"}, {"name": "Alice", "handle": "alice"}]
