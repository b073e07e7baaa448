"""Who gets the answers in copy, as whoever asked decides."""

from typing import Any

import pytest
from django.test import Client

from helpdesk.accounts.actors import Actor
from helpdesk.events.unit import unit_of_work
from tests.portal.customers.conftest import PAGE, came_by
from tickets.actions import change_cc
from tickets.models import Ticket

pytestmark = pytest.mark.django_db


def add(client: Client, person: str) -> Any:
    return client.post(f"{PAGE}/people/add", {"person": person})


def remove(client: Client, person: str) -> Any:
    return client.post(f"{PAGE}/people/remove", {"person": person})


def copies(ticket: Ticket) -> list[str]:
    ticket.refresh_from_db()
    return list(ticket.cc_emails)


def test_somebody_is_brought_in_and_taken_out_again(carols: Client, ticket: Ticket) -> None:
    answer = add(carols, " Ana@Customer.example ")
    assert (answer.status_code, answer["Location"]) == (303, f"{PAGE}#people")
    assert copies(ticket) == ["ana@customer.example"]
    page = carols.get(PAGE).content.decode()
    assert "ana@customer.example gets our answers in copy." in page
    assert 'name="person" value="ana@customer.example"' in page
    remove(carols, "ana@customer.example")
    assert copies(ticket) == []
    assert "gets no more answers" in carols.get(PAGE).content.decode()


def test_both_may_be_repeated(carols: Client, ticket: Ticket) -> None:
    for _ in range(2):
        assert add(carols, "ana@customer.example").status_code == 303
    assert ticket.version + 1 == Ticket._base_manager.get(pk=ticket.pk).version
    for _ in range(2):
        assert remove(carols, "ana@customer.example").status_code == 303
    assert copies(ticket) == []


@pytest.mark.parametrize(
    ("person", "said"),
    [
        ("", "Please fill this in."),
        ("ana", "Use one address such as ana@example.com."),
        ("a@x.example, b@x.example", "Use one address"),
        ("a@x.example\r\nBcc: b@x.example", "Use one address"),
        ("carol@customer.example", "You get every answer anyway."),
    ],
)
def test_what_cannot_be_added_is_said_beside_the_field(carols: Client, ticket: Ticket, person: str, said: str) -> None:
    answer = add(carols, person)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page.split('id="id_person_error"')[1].split("</ul>")[0]
    assert page.count("autofocus") == 1
    assert copies(ticket) == []


def test_the_eleventh_is_one_too_many(carols: Client, ticket: Ticket, as_alice: Actor) -> None:
    with unit_of_work():
        change_cc(ticket, actor=as_alice, to=[f"a{number}@x.example" for number in range(10)])
    answer = add(carols, "more@x.example")
    assert answer.status_code == 422
    assert "up to 10 people" in answer.content.decode()
    assert len(copies(ticket)) == 10
    assert remove(carols, "a1@x.example").status_code == 303


@pytest.mark.parametrize("action", ["add", "remove"])
def test_only_the_tracking_link_of_the_ticket_does_it(
    client: Client, ticket: Ticket, rating: str, as_alice: Actor, action: str
) -> None:
    with unit_of_work():
        change_cc(ticket, actor=as_alice, to=["ana@x.example"])
    raters = came_by(rating)
    assert b"ana@x.example" not in raters.get(PAGE).content
    for browser, status in ((raters, 403), (client, 401)):
        answer = browser.post(f"{PAGE}/people/{action}", {"person": "ana@x.example"})
        assert answer.status_code == status
    assert copies(ticket) == ["ana@x.example"]


@pytest.mark.usefixtures("limiter")
def test_twenty_a_day(carols: Client, ticket: Ticket) -> None:
    answers = []
    for number in range(21):
        answers.append(add(carols, f"a{number}@x.example").status_code)
        remove(carols, f"a{number}@x.example")
    assert answers == [303] * 20 + [429]
    assert copies(ticket) == []
