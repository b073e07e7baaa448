"""Merging a ticket into another and making one of a message, on their pages."""

import pytest
from django.test import Client

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Workspace
from helpdesk.events.unit import unit_of_work
from tests.portal.desk.conftest import say
from tests.portal.desk.test_whole_ticket import side_of
from tests.tickets.actions.kit import another, hide, make_customer
from tickets.actions import merge_tickets
from tickets.models import Ticket


@pytest.fixture
def other(ticket: Ticket) -> Ticket:
    """Carol's second ticket, TKT-0002."""
    return another(ticket)


def test_the_merge_page_offers_and_shows_both_and_merges(browser: Client, ticket: Ticket, other: Ticket) -> None:
    merge = f"/desk/acme/tickets/{ticket.reference}/merge"
    assert b"?into=TKT-0002" in browser.get(merge).content
    preview = browser.get(f"{merge}?into=2").content.decode()
    assert "TKT-0001 is closed" in preview
    assert "TKT-0002 goes on" in preview
    assert "two customers" not in preview
    answer = browser.post(merge, {"into": "TKT-0002"})
    assert (answer.status_code, answer["Location"]) == (303, "/desk/acme/tickets/TKT-0002")
    page = browser.get(answer["Location"]).content
    assert b"TKT-0001 is part of this ticket now." in page
    assert "Merged into this Closed TKT-0001" in side_of(page, "links")


def test_a_merged_ticket_points_on_and_offers_no_reply(
    browser: Client, address: str, ticket: Ticket, other: Ticket, as_alice: Actor
) -> None:
    with unit_of_work():
        merge_tickets(ticket, actor=as_alice, into=other)
    page = browser.get(address).content.decode()
    assert 'href="/desk/acme/tickets/TKT-0002"' in page.partition("The conversation goes on in")[2].partition("</p>")[0]
    assert 'id="composer"' not in page
    assert "More</summary>" not in page
    hide(other)
    page = browser.get(address).content.decode()
    assert "a ticket you cannot see" in page
    assert "TKT-0002" not in page


def test_two_customers_are_merged_only_when_that_is_confirmed(browser: Client, acme: Workspace, ticket: Ticket) -> None:
    another(ticket, requester=make_customer(acme, "dave@customer.example"))
    merge = f"/desk/acme/tickets/{ticket.reference}/merge"
    assert "dave@customer.example will read what Carol wrote" in browser.get(f"{merge}?into=2").content.decode()
    refused = browser.post(merge, {"into": "2"})
    assert refused.status_code == 409
    assert b"These tickets are of two customers" in refused.content
    assert browser.post(merge, {"into": "2", "confirmed": "yes"}).status_code == 303


@pytest.mark.parametrize("into", ["TKT-0002", "999999999", "nonsense", "1", "TKT-²"])
def test_what_cannot_be_merged_into_is_refused_with_the_reason(
    browser: Client, ticket: Ticket, other: Ticket, into: str
) -> None:
    hide(other)
    merge = f"/desk/acme/tickets/{ticket.reference}/merge"
    assert browser.post(merge, {"into": into}).status_code == 422
    assert browser.get(merge, {"into": into}).status_code == (200 if into == "1" else 422)


def test_splitting_a_message_off(
    browser: Client, address: str, ticket: Ticket, as_carol: Actor, acme: Workspace
) -> None:
    comment = say(ticket, as_carol, "The **invoice** is wrong.")
    page = f"{address}/split/{comment.pk}"
    assert page in browser.get(address).content.decode()
    assert "Cannot sign in" in browser.get(page).content.decode()
    answer = browser.post(page, {"subject": "Wrong invoice"})
    assert (answer.status_code, answer["Location"]) == (303, "/desk/acme/tickets/TKT-0002")
    made = browser.get(answer["Location"]).content
    assert "Split off from Open TKT-0001" in side_of(made, "links")
    thread = browser.get(address).content.decode()
    assert "Became a ticket of its own" in thread
    assert page not in thread


def test_a_split_that_cannot_be_keeps_what_was_typed(
    browser: Client, address: str, ticket: Ticket, other: Ticket, as_carol: Actor, as_alice: Actor
) -> None:
    comment, note = say(ticket, as_carol, "Also"), say(ticket, as_alice, "Mine", is_internal=True)
    refused = browser.post(f"{address}/split/{comment.pk}", {"subject": "x" * 257})
    assert refused.status_code == 422
    assert b"x" * 257 in refused.content
    assert browser.post(f"{address}/split/{note.pk}", {"subject": "s"}).status_code == 409
    assert browser.get(f"/desk/acme/tickets/{other.reference}/split/{comment.pk}").status_code == 404
