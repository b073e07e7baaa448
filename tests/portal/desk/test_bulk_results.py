"""The page of a change of many: how far it is, what became of each, stopping it, taking it back."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from helpdesk.accounts.actors import Actor, member_actor
from helpdesk.accounts.models import Membership
from helpdesk.events.unit import unit_of_work
from tests.tickets.actions.kit import another, fresh, hide
from tests.tickets.bulk.kit import begin, finish, many
from tickets.actions import mark_spam
from tickets.models import Ticket


def test_the_page_of_a_change_costs_the_same_however_many_there_are(
    browser: Client, as_alice: Actor, alice: Membership, ticket: Ticket
) -> None:
    costs = []
    for more in (1, 8):
        for _ in range(more):
            another(ticket)
        change = many(as_alice, add_tags=[f"t{more}"], assignee=str(alice.pk) if more == 1 else None)
        browser.get(f"/desk/acme/bulk/{change.pk}")
        with CaptureQueriesContext(connection) as captured:
            browser.get(f"/desk/acme/bulk/{change.pk}")
        costs.append(len(captured))
    assert costs[0] == costs[1]


def test_results_by_what_became_of_them(
    browser: Client, as_alice: Actor, monkeypatch: pytest.MonkeyPatch, ticket: Ticket
) -> None:
    same, spam = another(ticket, tags=["late"]), another(ticket)
    with unit_of_work():
        mark_spam(spam, actor=as_alice)
    change = many(as_alice, add_tags=["late"])
    assert change.rows.filter(state="changed").count() == 2
    changed, same_ones = (
        browser.get(f"/desk/acme/bulk/{change.pk}?show={word}").content.decode() for word in ("changed", "same")
    )
    assert (ticket.reference in changed, same.reference in changed) == (True, False)
    assert (ticket.reference in same_ones, same.reference in same_ones) == (False, True)
    monkeypatch.setattr("portal.desk.bulk.progress.PAGE_SIZE", 2)
    first = browser.get(f"/desk/acme/bulk/{change.pk}").content.decode()
    assert 'rel="next"' in first
    last = list(change.rows.order_by("id").values_list("pk", flat=True))[1]
    assert ticket.reference in browser.get(f"/desk/acme/bulk/{change.pk}?after={last}").content.decode()


def test_stopping_and_taking_back(browser: Client, as_alice: Actor, ticket: Ticket) -> None:
    running, done = begin(as_alice, priority="low"), many(as_alice, priority="high")
    stopped = browser.post(f"/desk/acme/bulk/{running.pk}/stop")
    assert (stopped.status_code, stopped["Location"]) == (303, f"/desk/acme/bulk/{running.pk}")
    running.refresh_from_db()
    assert running.state == "stopped"
    places = {browser.post(f"/desk/acme/bulk/{done.pk}/undo")["Location"] for _ in range(2)}
    assert len(places) == 1
    undo = done.undo
    assert places == {f"/desk/acme/bulk/{undo.pk}"}
    finish(undo)
    assert fresh(ticket).priority == "medium"
    assert "It was taken back" in browser.get(f"/desk/acme/bulk/{done.pk}").content.decode()
    assert "an earlier change" in browser.get(f"/desk/acme/bulk/{undo.pk}").content.decode()


def test_what_still_runs_is_not_taken_back_and_says_why(browser: Client, as_alice: Actor, ticket: Ticket) -> None:
    change = begin(as_alice, priority="low")
    answer = browser.post(f"/desk/acme/bulk/{change.pk}/undo")
    assert answer.status_code == 409
    assert "This change is not over yet" in answer.content.decode()


def test_the_members_own_changes_newest_first(
    browser: Client, as_alice: Actor, adam: Membership, ticket: Ticket, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = many(as_alice, priority="low"), many(as_alice, status="pending")
    foreign = many(member_actor(adam), priority="high")
    text = browser.get("/desk/acme/bulk/").content.decode()
    assert text.index(str(second.pk)) < text.index(str(first.pk))
    assert str(foreign.pk) not in text
    monkeypatch.setattr("portal.desk.bulk.listing.PAGE_SIZE", 1)
    text = browser.get("/desk/acme/bulk/").content.decode()
    older = text.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0]
    assert str(first.pk) in browser.get("/desk/acme/bulk/" + older).content.decode()


def test_somebody_elses_change_does_not_exist(
    browser: Client, adam: Membership, eve: Membership, ticket: Ticket, foreign_ticket: Ticket
) -> None:
    for member in (adam, eve):
        change = many(member_actor(member), priority="high")
        missing = browser.get("/desk/acme/bulk/018f0000-0000-7000-8000-000000000000")
        answers = [
            browser.get(f"/desk/acme/bulk/{change.pk}"),
            browser.post(f"/desk/acme/bulk/{change.pk}/stop"),
            browser.post(f"/desk/acme/bulk/{change.pk}/undo"),
        ]
        assert {(answer.status_code, answer.content) for answer in answers} == {(404, missing.content)}


def test_what_goes_out_of_sight_is_named_no_more(browser: Client, as_alice: Actor, ticket: Ticket) -> None:
    change = many(as_alice, priority="high")
    hide(ticket)
    text = browser.get(f"/desk/acme/bulk/{change.pk}").content.decode()
    assert "A ticket that you do not see any more" in text
    assert ticket.reference not in text
    assert ticket.subject not in text


@pytest.mark.parametrize("query", ["?show=x", "?after=x", "?show=changed&after="])
def test_a_wrong_address_of_results_is_told(query: str, browser: Client, as_alice: Actor, ticket: Ticket) -> None:
    change = many(as_alice, priority="high")
    assert browser.get(f"/desk/acme/bulk/{change.pk}{query}").status_code == (200 if query.endswith("=") else 422)
    assert browser.get("/desk/acme/bulk/?cursor=x").status_code == 422
