"""A ticket that was merged: the same customer is led on, another one is told."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from helpdesk.accounts.actors import Actor, customer_actor
from helpdesk.accounts.models import Workspace
from helpdesk.events.unit import unit_of_work
from helpdesk.files.actions.store_bytes import store_bytes
from tests.portal.customers.conftest import PAGE, came_by, link_to
from tests.tickets.actions.kit import another, make_customer
from tickets.actions import add_comment, merge_tickets, revoke_links, snooze_ticket
from tickets.models import Ticket

TARGET = "/portal/acme/tickets/TKT-0002"


@pytest.fixture
def target(ticket: Ticket) -> Ticket:
    """Carol's second ticket, TKT-0002."""
    return another(ticket)


def merge(ticket: Ticket, into: Ticket, actor: Actor) -> None:
    with unit_of_work():
        merge_tickets(ticket, actor=actor, into=into, confirmed=True)


def test_her_link_opens_the_ticket_in_which_it_goes_on(
    client: Client, tracking: str, ticket: Ticket, target: Ticket, as_alice: Actor
) -> None:
    merge(ticket, target, as_alice)
    answer = client.get(tracking)
    assert (answer.status_code, answer["Location"]) == (303, TARGET)
    page = client.get(TARGET)
    assert page.status_code == 200
    assert b"It says no again." in page.content
    assert b"Send message" in page.content


def test_a_page_that_was_open_at_the_time_leads_on_and_its_reply_arrives(
    carols: Client, ticket: Ticket, target: Ticket, as_alice: Actor
) -> None:
    merge(ticket, target, as_alice)
    sent = carols.post(f"{PAGE}/reply", {"body": "From the old page"})
    assert (sent.status_code, sent["Location"]) == (303, f"{TARGET}#latest")
    assert target.comments.filter(body="From the old page").exists()
    assert b"From the old page" in carols.get(TARGET).content
    led = carols.get(PAGE)
    assert (led.status_code, led["Location"]) == (303, TARGET)


def test_a_face_pressed_in_an_old_mail_rates_the_ticket_in_which_it_goes_on(
    client: Client, rating: str, ticket: Ticket, target: Ticket, as_alice: Actor
) -> None:
    merge(ticket, target, as_alice)
    assert client.get(f"{rating}&score=4")["Location"] == f"{TARGET}?score=4#rating"


def test_through_two_merges(client: Client, tracking: str, ticket: Ticket, target: Ticket, as_alice: Actor) -> None:
    third = another(ticket)
    merge(ticket, target, as_alice)
    merge(target, third, as_alice)
    assert client.get(tracking)["Location"] == f"/portal/acme/tickets/{third.reference}"


def test_files_of_both_merges_are_fetched_from_the_last_ticket_and_from_old_pages(
    carols: Client, ticket: Ticket, target: Ticket, as_alice: Actor, as_carol: Actor, settings: Any, tmp_path: Path
) -> None:
    settings.HELPDESK_HOME = tmp_path
    with unit_of_work():
        said, noted = (store_bytes(actor=actor, name="a.txt", content=b"x") for actor in (as_carol, as_alice))
        add_comment(ticket, actor=as_carol, body="See.", files=[said])
        add_comment(ticket, actor=as_alice, body="Ours.", files=[noted], is_internal=True)
    third = another(ticket)
    merge(ticket, target, as_alice)
    merge(target, third, as_alice)
    carols.get(PAGE)
    rows = dict(third.files.values_list("file_id", "pk"))
    assert set(rows) == {said.pk, noted.pk}
    for page in (PAGE, f"/portal/acme/tickets/{third.reference}"):
        assert carols.get(f"{page}/files/{rows[said.pk]}").status_code == 302
        assert carols.get(f"{page}/files/{rows[noted.pk]}").status_code == 404


def test_another_customer_is_told_and_reads_nothing_of_it(
    carols: Client, acme: Workspace, ticket: Ticket, as_alice: Actor
) -> None:
    dave = make_customer(acme, "dave@customer.example")
    his = another(ticket, requester=dave, body="His own words")
    with unit_of_work():
        add_comment(his, actor=customer_actor(dave, acme), body="More of his words")
    merge(ticket, his, as_alice)
    page = carols.get(PAGE).content.decode()
    assert "We answer this together with another request" in page
    assert "It says no." in page
    assert "words" not in page
    assert "Send message" not in page
    assert carols.get(f"/portal/acme/tickets/{his.reference}").status_code == 401


def test_what_she_was_writing_then_is_not_lost(
    carols: Client, acme: Workspace, ticket: Ticket, as_alice: Actor
) -> None:
    his = another(ticket, requester=make_customer(acme, "dave@customer.example"))
    merge(ticket, his, as_alice)
    answer = carols.post(f"{PAGE}/reply", {"body": "Half an hour of typing"})
    assert answer.status_code == 409
    assert b"Half an hour of typing" in answer.content
    assert not his.comments.filter(body="Half an hour of typing").exists()


def test_a_rating_link_of_another_customer_shows_the_page(
    rating: str, acme: Workspace, ticket: Ticket, as_alice: Actor
) -> None:
    merge(ticket, another(ticket, requester=make_customer(acme, "dave@customer.example")), as_alice)
    browser = came_by(rating)
    assert browser.get(PAGE).status_code == 200
    assert browser.post(f"{PAGE}/reply", {"body": "x"}).status_code == 403


def test_links_taken_back_on_the_target_are_all_that_lead_there(
    client: Client, tracking: str, ticket: Ticket, target: Ticket, as_alice: Actor
) -> None:
    of_target = link_to(target)
    merge(ticket, target, as_alice)
    with unit_of_work():
        assert revoke_links(target, actor=as_alice) == 2
    assert [client.get(link).status_code for link in (tracking, of_target)] == [401, 401]


def test_a_ticket_that_was_put_away_does_not_claim_to_wait_for_her(
    carols: Client, ticket: Ticket, as_alice: Actor
) -> None:
    with unit_of_work() as unit:
        snooze_ticket(ticket, actor=as_alice, until=unit.now.replace(year=unit.now.year + 1, day=1, month=1))
    page = carols.get(PAGE).content.decode()
    assert "We are working on it" in page
    assert "waiting for your answer" not in page
