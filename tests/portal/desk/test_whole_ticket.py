"""What can be done with a whole ticket on its page: watch, copies, links, snooze, spam."""

import datetime
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from helpdesk.accounts.actors import Actor, system_actor
from helpdesk.accounts.models import Customer, Membership, Workspace
from helpdesk.events.unit import unit_of_work
from tests.portal.conftest import SCRIPT
from tests.portal.desk.conftest import say, version_of
from tests.tickets.actions.kit import another, fresh, hide
from tickets.actions import (
    change_cc,
    link_tickets,
    mark_spam,
    merge_tickets,
    snooze_ticket,
    watch_ticket,
)
from tickets.models import Ticket


@pytest.fixture
def other(ticket: Ticket) -> Ticket:
    """Carol's second ticket, TKT-0002."""
    return another(ticket)


def send(client: Client, ticket: Ticket, name: str, **form: Any) -> Any:
    """Send one of the forms on the version stored now."""
    values = {"version": str(version_of(ticket))} | form
    return client.post(f"/desk/acme/tickets/{ticket.reference}/{name}", values)


def side_of(page: bytes, title: str) -> str:
    """The part of the side panel under a title, as text."""
    text = page.decode().partition(f'id="{title}-title"')[2].partition("</section>")[0]
    return " ".join(re.sub("<[^>]+>", " ", text).split())


def test_watching_and_stopping(browser: Client, address: str, ticket: Ticket, alice: Membership) -> None:
    assert send(browser, ticket, "watch", member="me").status_code == 303
    page = browser.get(address)
    assert b"You watch it now." in page.content
    assert "Alice" in side_of(page.content, "watchers")
    assert b"Stop watching" in page.content
    send(browser, ticket, "watch", member="me", stop="yes")
    assert not ticket.watchers.exists()


def test_having_a_colleague_watch(browser: Client, ticket: Ticket, adam: Membership, eve: Membership) -> None:
    send(browser, ticket, "watch", member=str(adam.pk))
    assert ticket.watchers.get().member_id == adam.pk
    for nobody in (str(eve.pk), "nonsense", ""):
        assert send(browser, ticket, "watch", member=nobody).status_code == 422
    send(browser, ticket, "watch", member=str(adam.pk), stop="yes")
    assert not ticket.watchers.exists()


def test_a_viewer_watches_and_changes_nothing_else(
    viewer: Client, address: str, ticket: Ticket, other: Ticket, adam: Membership
) -> None:
    assert send(viewer, ticket, "watch", member="me").status_code == 303
    assert send(viewer, ticket, "watch", member=str(adam.pk)).status_code == 403
    for name in ("copies", "link", "unlink", "snooze", "wake", "spam", "not-spam", "merge"):
        assert send(viewer, ticket, name).status_code == 403
    page = viewer.get(address).content
    assert b"More</summary>" not in page
    assert b"/split/" not in page


def test_copies_are_added_and_taken_away_one_by_one(browser: Client, address: str, ticket: Ticket) -> None:
    send(browser, ticket, "copies", add="Ana@x.example, bo@x.example")
    assert "ana@x.example" in side_of(browser.get(address).content, "copies")
    send(browser, ticket, "copies", remove="ana@x.example")
    ticket.refresh_from_db()
    assert ticket.cc_emails == ["bo@x.example"]
    refused = send(browser, ticket, "copies", add="nobody")
    assert refused.status_code == 422
    assert b'value="nobody"' in refused.content


@pytest.mark.parametrize(
    ("way", "here", "there"),
    [("related", "Related", "Related"), ("part", "Part of", "Has the part"), ("whole", "Has the part", "Part of")],
)
def test_linking_is_shown_at_both_ends_and_taken_back(
    browser: Client, address: str, ticket: Ticket, other: Ticket, way: str, here: str, there: str
) -> None:
    assert send(browser, ticket, "link", other="#2", way=way).status_code == 303
    assert f"{here} Open TKT-0002 Another" in side_of(browser.get(address).content, "links")
    beyond = browser.get(f"/desk/acme/tickets/{other.reference}").content
    assert f"{there} Open TKT-0001" in side_of(beyond, "links")
    send(browser, ticket, "unlink", other="TKT-0002", way=way)
    assert "TKT-0002" not in side_of(browser.get(address).content, "links")


def test_a_link_with_what_is_not_there_is_refused_in_the_same_words(
    browser: Client, ticket: Ticket, other: Ticket, foreign_ticket: Ticket
) -> None:
    hide(other)
    pages = [send(browser, ticket, "link", other=text, way="related") for text in ("TKT-0002", "999", "x", "")]
    assert {page.status_code for page in pages} == {422}
    assert all(b"There is no such ticket" in page.content for page in pages)
    assert send(browser, ticket, "link", other="TKT-0001", way="related").status_code == 422
    assert send(browser, ticket, "link", other="1", way="nonsense").status_code == 422


def test_a_linked_ticket_that_is_hidden_tells_nothing_of_itself(
    browser: Client, address: str, ticket: Ticket, as_alice: Actor
) -> None:
    secret, merged = another(ticket, subject="Warning"), another(ticket, subject="Dismissal")
    part = another(ticket, subject="Salary")
    with unit_of_work():
        link_tickets(ticket, actor=as_alice, to=secret)
        link_tickets(part, actor=as_alice, to=ticket, kind="child")
    with unit_of_work():
        merge_tickets(merged, actor=as_alice, into=ticket)
    for each in (secret, merged, part):
        hide(each)
    page = browser.get(address).content
    assert side_of(page, "links").count("a ticket you cannot see") == 3
    for word in (b"Warning", b"Dismissal", b"Salary", b"TKT-0002", b"TKT-0003", b"TKT-0004"):
        assert word not in page


@pytest.mark.parametrize("choice", ["later", "tomorrow", "week"])
def test_putting_a_ticket_away_and_waking_it(browser: Client, address: str, ticket: Ticket, choice: str) -> None:
    assert send(browser, ticket, "snooze", choice=choice).status_code == 303
    ticket.refresh_from_db()
    assert ticket.snoozed_until is not None
    page = browser.get(address).content.decode()
    assert "Put away until" in page
    assert "until" in browser.get("/desk/acme/tickets/?view=pending").content.decode().partition("ticket-waiting")[2]
    assert b"TKT-0001" not in browser.get("/desk/acme/tickets/?view=open").content
    send(browser, ticket, "wake")
    awake = fresh(ticket)
    assert (awake.snoozed_until, awake.status) == (None, "open")


def test_a_day_and_hour_are_meant_on_the_members_own_clock(
    browser: Client, ticket: Ticket, alice: Membership, acme: Workspace
) -> None:
    day = (timezone.now() + datetime.timedelta(days=40)).date()
    acme.time_zone = "Asia/Tokyo"
    acme.save()
    send(browser, ticket, "snooze", until=f"{day}T09:00")
    ticket.refresh_from_db()
    assert ticket.snoozed_until == datetime.datetime.combine(day, datetime.time(0), datetime.UTC)
    alice.user.time_zone = "Asia/Kolkata"
    alice.user.save()
    send(browser, ticket, "snooze", until=f"{day}T09:00")
    ticket.refresh_from_db()
    assert ticket.snoozed_until == datetime.datetime.combine(day, datetime.time(3, 30), datetime.UTC)


@pytest.mark.parametrize(
    "until", ["", "tomorrow", "0001-01-01T00:00", "9999-12-31T23:59", "2020-01-01T09:00", "x" * 500]
)
def test_what_is_no_moment_to_come_is_refused(browser: Client, ticket: Ticket, until: str) -> None:
    assert send(browser, ticket, "snooze", until=until).status_code == 422
    assert send(browser, ticket, "snooze", choice="never").status_code == 422
    ticket.refresh_from_db()
    assert ticket.snoozed_until is None


def test_spam_is_in_its_own_list_alone(browser: Client, address: str, ticket: Ticket, carol: Customer) -> None:
    assert send(browser, ticket, "spam").status_code == 303
    lists = {
        view: b'/tickets/TKT-0001"' in browser.get(f"/desk/acme/tickets/?view={view}").content
        for view in ("open", "mine", "unassigned", "pending", "resolved", "closed", "all", "spam")
    }
    assert [view for view, is_there in lists.items() if is_there] == ["spam"]
    page = browser.get(address).content
    assert b"marked as spam" in page
    carol.refresh_from_db()
    assert not carol.is_blocked
    send(browser, ticket, "not-spam")
    ticket.refresh_from_db()
    assert (ticket.is_spam, ticket.status) == (False, "open")


def test_the_sender_of_spam_can_be_blocked_with_it(browser: Client, ticket: Ticket, carol: Customer) -> None:
    send(browser, ticket, "spam", block="yes")
    carol.refresh_from_db()
    assert carol.is_blocked


def test_spam_that_was_answered_meanwhile_is_looked_at_first(browser: Client, ticket: Ticket, as_carol: Actor) -> None:
    read = version_of(ticket)
    say(ticket, as_carol, "I am real")
    for name in ("spam", "snooze"):
        assert send(browser, ticket, name, choice="later", version=str(read)).status_code == 409


def test_what_is_hidden_or_elsewhere_is_the_same_nothing_on_every_form(
    browser: Client, ticket: Ticket, as_carol: Actor
) -> None:
    comment = say(ticket, as_carol, "Also")
    hide(ticket)
    for name in (
        "watch",
        "copies",
        "link",
        "unlink",
        "snooze",
        "wake",
        "spam",
        "not-spam",
        "merge",
        f"split/{comment.pk}",
    ):
        missing = browser.post(f"/desk/acme/tickets/TKT-0099/{name}", {"version": "1"})
        hidden = browser.post(f"/desk/acme/tickets/{ticket.reference}/{name}", {"version": "1"})
        assert (hidden.status_code, missing.status_code) == (404, 404)
        assert hidden.content == missing.content


def test_history_tells_all_of_it(
    browser: Client, address: str, ticket: Ticket, other: Ticket, as_alice: Actor, adam: Membership, alice: Membership
) -> None:
    with unit_of_work():
        watch_ticket(ticket, actor=as_alice, member=adam)
        watch_ticket(ticket, actor=as_alice, member=alice)
        change_cc(ticket, actor=as_alice, to=["ana@x.example"])
        link_tickets(ticket, actor=as_alice, to=other)
        snooze_ticket(ticket, actor=as_alice, until=timezone.now() + datetime.timedelta(days=2))
    with unit_of_work():
        merge_tickets(other, actor=as_alice, into=ticket)
        mark_spam(ticket, actor=as_alice)
    told = " ".join(re.sub("<[^>]+>", " ", browser.get(f"{address}/history").content.decode()).split())
    for line in (
        "had somebody watch the ticket: from nobody → to Adam",
        "began to watch the ticket",
        "changed who gets a copy: from none → to ana@x.example",
        "linked the ticket with another one",
        "put the ticket away until",
        "merged another ticket into this one",
        "marked the ticket as spam",
    ):
        assert line in told


def test_names_and_subjects_beside_a_ticket_are_inert(
    browser: Client, address: str, ticket: Ticket, as_alice: Actor, acme: Workspace
) -> None:
    other = another(ticket, subject=SCRIPT)
    with unit_of_work():
        link_tickets(ticket, actor=system_actor(acme), to=other)
    assert SCRIPT.encode() not in browser.get(address).content
    assert SCRIPT.encode() not in browser.get(f"{address}/merge?into={other.reference}").content


def test_the_page_costs_one_statement_more_however_many_relations_there_are(
    browser: Client, address: str, ticket: Ticket, as_alice: Actor, alice: Membership, adam: Membership,
    django_assert_num_queries: Any,
) -> None:  # fmt: skip
    browser.get(address)
    with CaptureQueriesContext(connection) as alone:
        browser.get(address)
    for _ in range(3):
        linked, merged = another(ticket), another(ticket)
        with unit_of_work():
            link_tickets(ticket, actor=as_alice, to=linked)
        with unit_of_work():
            merge_tickets(merged, actor=as_alice, into=ticket)
    with unit_of_work():
        for member in (alice, adam):
            watch_ticket(ticket, actor=as_alice, member=member)
    with django_assert_num_queries(len(alone) + 1):
        assert len(browser.get(address).context["beside"].links) == 3
