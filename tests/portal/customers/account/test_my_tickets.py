"""/portal/<workspace>/tickets/: one's own requests, and those of an organisation that shares them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from helpdesk.accounts.actors import Actor, signed_in_actor
from helpdesk.accounts.models import Customer, Organisation, Workspace
from helpdesk.events.unit import unit_of_work
from helpdesk.lib.errors import Forbidden, NotFound
from tests.portal.customers.account.conftest import HOME, MINE, ask, signed_in
from tests.portal.customers.conftest import PAGE, came_by, link_to
from tickets.actions import add_comment, change_status, create_ticket, merge_tickets, rate_ticket
from tickets.actions.join_copies import join_copies
from tickets.models import Ticket
from workflow.models import Queue

pytestmark = pytest.mark.django_db

Rows = Callable[..., list[str]]
ORGANISATION = "?whose=organisation"


def test_ones_own_requests_are_there_newest_first(carols: Client, ticket: Ticket, dora: Customer, rows: Rows) -> None:
    ask(ticket.requester, "Second")
    ask(dora, "Of Dora")
    assert rows(carols) == ["Second", "Cannot sign in"]
    page = carols.get(MINE).content.decode()
    assert "We have your request" in page
    assert "/portal/acme/tickets/TKT-0001" in page


def test_open_and_done_are_told_apart(carols: Client, ticket: Ticket, as_carol: Actor, rows: Rows) -> None:
    ask(ticket.requester, "Second")
    with unit_of_work():
        change_status(ticket, actor=as_carol, to="closed")
    assert rows(carols, "?state=open") == ["Second"]
    assert rows(carols, "?state=done") == ["Cannot sign in"]
    assert rows(carols, "?state=nonsense") == ["Second", "Cannot sign in"]


@pytest.mark.parametrize(
    ("words", "found"),
    [("SIGN", 1), ("tkt-1", 1), ("1", 1), ("zebra", 0), ("%", 0), ("_", 0), ("9" * 9, 0), ("\x00", 1)],
)
def test_words_of_the_subject_and_the_number_are_found(carols: Client, ticket: Ticket, words: str, found: int) -> None:
    answer = carols.get(MINE, {"q": words})
    assert (answer.status_code, len(answer.context["rows"])) == (200, found)


def test_pages_go_by_position_and_keep_what_was_asked(carols: Client, carol: Customer, rows: Rows) -> None:
    for number in range(45):
        ask(carol, f"Request {number}")
    read: list[str] = []
    query = "?q=Request&state=open"
    while query:
        answer = carols.get(MINE + query)
        read += [row.ticket.subject for row in answer.context["rows"]]
        query = answer.context["more"]
        assert not query or "q=Request" in query
    assert read == [f"Request {number}" for number in reversed(range(45))]


@pytest.mark.parametrize("cursor", ["x", "ÿ", "W10", "a" * 5000])
def test_a_cursor_that_is_none_of_ours_is_no_failure_of_the_page(carols: Client, ticket: Ticket, cursor: str) -> None:
    assert carols.get(MINE, {"cursor": cursor}).status_code == 422


def test_the_statements_do_not_grow(doras: Client, carol: Customer, ticket: Ticket) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert doras.get(MINE + ORGANISATION).status_code == 200
        return len(captured)

    before = count()
    for number in range(15):
        ask(carol, f"Request {number}")
    assert count() == before <= 4


# --- one request ---


def test_ones_own_request_opens_without_a_link_and_can_be_answered(carols: Client, ticket: Ticket) -> None:
    page = carols.get(PAGE)
    assert page.status_code == 200
    assert b"Send message" in page.content
    assert carols.post(f"{PAGE}/reply", {"body": "One more thing"}).status_code == 303
    assert carols.post(f"{PAGE}/close").status_code == 303
    assert carols.post(f"{PAGE}/rating", {"score": "5"}).status_code == 303
    assert carols.post(f"{PAGE}/reopen").status_code == 303
    ticket.refresh_from_db()
    assert (ticket.comments.get().author_customer_id, ticket.feedback.score) == (ticket.requester_id, 5)


def test_somebody_elses_looks_like_one_that_is_not_there(doras: Client, initech: Organisation, ticket: Ticket) -> None:
    initech.shares_tickets = False
    initech.save()
    answer, missing = doras.get(PAGE), doras.get("/portal/acme/tickets/TKT-0777")
    assert answer.status_code == missing.status_code == 401
    assert b"Cannot sign in" not in answer.content
    for form in ("reply", "close", "reopen", "rating", "copies/join"):
        assert doras.post(f"{PAGE}/{form}", {"body": "x", "score": "5"}).status_code == 401


def test_another_workspaces_session_opens_nothing(carol: Customer, foreign_ticket: Ticket) -> None:
    browser = signed_in(foreign_ticket.requester)
    browser.cookies["portal_session"]["path"] = "/"
    ask(carol, "Of acme")
    assert browser.get("/portal/globex/tickets/TKT-0001").status_code == 200
    assert browser.get(PAGE).status_code == 401


def test_a_rating_link_lets_whoever_is_signed_in_write_all_the_same(carols: Client, ticket: Ticket) -> None:
    assert carols.get(link_to(ticket, "rating")).status_code == 303
    assert b"Send message" in carols.get(PAGE).content


def test_a_link_for_somebody_elses_request_still_opens_it(doras: Client, ticket: Ticket) -> None:
    assert doras.get(link_to(ticket)).status_code == 303
    assert doras.post(f"{PAGE}/reply", {"body": "For Carol"}).status_code == 303
    assert ticket.comments.get().author_customer_id == ticket.requester_id


def test_a_used_up_link_does_not_keep_out_whoever_is_signed_in(carols: Client, ticket: Ticket) -> None:
    link = link_to(ticket)
    ticket.magic_links.all().delete()
    answer = carols.get(link)
    assert (answer.status_code, answer["Location"]) == (303, PAGE)
    assert not {name for name in answer.cookies if name.startswith("ticket_")}
    assert carols.get(PAGE).status_code == 200


def test_a_merged_request_leads_on(carols: Client, ticket: Ticket, as_alice: Actor) -> None:
    other = ask(ticket.requester, "The same")
    with unit_of_work():
        merge_tickets(ticket, actor=as_alice, into=other)
    assert carols.get(PAGE)["Location"] == f"/portal/acme/tickets/{other.reference}"


# --- the organisation ---


def test_requests_of_colleagues_are_there_where_the_organisation_shares_them(
    doras: Client, ticket: Ticket, rows: Rows, initech: Organisation
) -> None:
    assert rows(doras) == []
    assert rows(doras, ORGANISATION) == ["Cannot sign in"]
    initech.shares_tickets = False
    initech.save()
    assert rows(doras, ORGANISATION) == []
    assert b"Initech" not in doras.get(MINE).content


def test_those_of_another_organisation_are_not(doras: Client, acme: Workspace, rows: Rows) -> None:
    other = acme.organisations.create(name="Umbrella", shares_tickets=True)
    stranger = acme.customers.create(email="s@umbrella.example", organisation=other)
    theirs = ask(stranger, "Ours")
    assert rows(doras, ORGANISATION) == []
    assert doras.get(f"/portal/acme/tickets/{theirs.reference}").status_code == 401


def test_spam_tests_and_what_is_in_a_private_queue_stay_with_who_asked(
    doras: Client, carols: Client, carol: Customer, people_office: Queue, rows: Rows
) -> None:
    hidden: list[dict[str, Any]] = [{"is_spam": True}, {"is_test": True}, {"queue": people_office}]
    for number, change in enumerate(hidden):
        asked = ask(carol, f"Secret {number}")
        Ticket._base_manager.filter(pk=asked.pk).update(**change)
        assert doras.get(f"/portal/acme/tickets/{asked.reference}").status_code == 401
    assert rows(doras, ORGANISATION) == []
    assert rows(carols) == ["Secret 2", "Secret 0"]


def test_a_colleague_reads_and_does_nothing_else(
    doras: Client, ticket: Ticket, as_alice: Actor, as_carol: Actor
) -> None:
    with unit_of_work():
        add_comment(ticket, actor=as_alice, body="About Dora", is_internal=True)
        add_comment(ticket, actor=as_alice, body="Try again.")
    page = doras.get(PAGE).content.decode()
    assert "Try again." in page
    assert "About Dora" not in page
    assert "Send message" not in page
    assert ">Carol<" in page
    assert ">You<" not in page
    for form in ("reply", "close", "reopen", "rating"):
        assert doras.post(f"{PAGE}/{form}", {"body": "x", "score": "5"}).status_code == 403
    ticket.refresh_from_db()
    assert (ticket.status, ticket.comments.count()) == ("open", 2)


def test_the_verbs_refuse_a_colleague_too(dora: Customer, acme: Workspace, ticket: Ticket) -> None:
    actor = signed_in_actor(dora, acme)
    assert acme.tickets.visible_to(actor).get() == ticket
    tries: list[Callable[[], object]] = [
        lambda: add_comment(ticket, actor=actor, body="x"),
        lambda: change_status(ticket, actor=actor, to="closed"),
        lambda: rate_ticket(ticket, actor=actor, score=1),
        lambda: create_ticket(actor=actor, requester=ticket.requester, subject="x", body="x", channel="portal"),
    ]
    for attempt in tries:
        with pytest.raises(Forbidden), unit_of_work():
            attempt()


def test_a_colleague_is_told_only_what_holds_for_them(doras: Client, ticket: Ticket, as_alice: Actor) -> None:
    page = doras.get(PAGE).content.decode()
    assert "We have the request" in page
    assert "Our answer appears here." in page
    assert "mailbox" not in page
    doras.post(f"{PAGE}/copies/join")
    assert "Our answer comes to your mailbox" in doras.get(PAGE).content.decode()
    for status in ("pending", "resolved", "closed"):
        with unit_of_work():
            change_status(ticket, actor=as_alice, to=status)
        page = doras.get(PAGE).content.decode()
        assert "your answer" not in page
        assert "Write below" not in page


def test_a_colleagues_address_is_not_given_away(doras: Client, ticket: Ticket) -> None:
    Customer._base_manager.filter(pk=ticket.requester_id).update(name="")
    page = doras.get(f"{MINE}?whose=organisation").content.decode()
    assert "ca…@customer.example" in page
    assert "carol@" not in page


def test_a_colleague_may_get_the_answers_in_copy_and_leave_again(doras: Client, ticket: Ticket) -> None:
    for form, expected in (("join", ["dora@customer.example"]), ("join", ["dora@customer.example"]), ("leave", [])):
        assert doras.post(f"{PAGE}/copies/{form}").status_code == 303
        ticket.refresh_from_db()
        assert ticket.cc_emails == expected
    assert ticket.version == 3


def test_twenty_in_copy_are_enough(doras: Client, ticket: Ticket) -> None:
    full = [f"c{number}@customer.example" for number in range(20)]
    Ticket._base_manager.filter(pk=ticket.pk).update(cc_emails=full)
    answer = doras.post(f"{PAGE}/copies/join")
    assert answer.status_code == 422
    assert b"up to 20" in answer.content


def test_only_a_colleague_joins_the_copies(
    carols: Client, ticket: Ticket, as_dora: Actor, as_alice: Actor, as_carol: Actor
) -> None:
    assert carols.post(f"{PAGE}/copies/join").status_code == 403
    assert came_by(link_to(ticket)).post(f"{PAGE}/copies/join").status_code == 403
    for actor, failure in ((as_dora, NotFound), (as_alice, Forbidden), (as_carol, Forbidden)):
        with pytest.raises(failure), unit_of_work():
            join_copies(ticket, actor=actor)
    ticket.refresh_from_db()
    assert ticket.cc_emails == []


def test_nobody_is_signed_in_by_a_tracking_link(ticket: Ticket) -> None:
    answer = came_by(link_to(ticket)).get(MINE)
    assert (answer.status_code, answer["Location"]) == (303, f"{HOME}sign-in")


@pytest.mark.parametrize("payload", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
def test_what_people_wrote_is_inert(carols: Client, carol: Customer, initech: Organisation, payload: str) -> None:
    ask(carol, payload)
    initech.name = payload
    initech.save()
    for query in ("", ORGANISATION, f"?q={payload}"):
        assert payload not in carols.get(MINE + query).content.decode()
