"""Answer on one's own ticket, close it, open it again."""

import pytest
from django.test import Client

from helpdesk.accounts.actors import Actor
from helpdesk.events.unit import unit_of_work
from tests.portal.customers.conftest import PAGE, came_by
from tickets.actions import change_status, revoke_links
from tickets.models import Ticket

pytestmark = pytest.mark.django_db


def move(ticket: Ticket, actor: Actor, status: str) -> None:
    with unit_of_work():
        change_status(ticket, actor=actor, to=status)


def status_of(ticket: Ticket) -> str:
    ticket.refresh_from_db(fields=["status"])
    return str(ticket.status)


def test_a_reply_is_a_public_comment_of_the_customer(carols: Client, ticket: Ticket) -> None:
    answer = carols.post(f"{PAGE}/reply", {"body": "Still no.\r\nReally."})
    comment = ticket.comments.get()
    assert (answer.status_code, answer["Location"]) == (303, f"{PAGE}#latest")
    assert (comment.body, comment.is_internal, comment.author_kind) == ("Still no.\nReally.", False, "customer")
    assert comment.author_customer_id == ticket.requester_id
    page = carols.get(PAGE).content.decode()
    assert "Your message is with us." in page
    assert 'id="latest"' in page.split("Still no.")[0].split("<li")[-1]


@pytest.mark.parametrize("status", ["pending", "resolved", "closed"])
def test_a_reply_opens_the_ticket_again(carols: Client, ticket: Ticket, as_alice: Actor, status: str) -> None:
    move(ticket, as_alice, status)
    carols.post(f"{PAGE}/reply", {"body": "Not yet."})
    assert status_of(ticket) == "open"


@pytest.mark.parametrize("body", ["", " \r\n\t ", "x" * 100_001, "a\x00b"])
def test_a_reply_that_cannot_be_taken_is_shown_again(carols: Client, ticket: Ticket, body: str) -> None:
    answer = carols.post(f"{PAGE}/reply", {"body": body})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="id_body_error"' in page
    assert "autofocus" in page
    assert body.strip("\r\n\t ").replace("\x00", "")[:50] in page.replace("\x00", "")
    assert not ticket.comments.exists()


def test_close_and_reopen_are_buttons(carols: Client, ticket: Ticket) -> None:
    assert b"This is solved for me" in carols.get(PAGE).content
    assert carols.post(f"{PAGE}/close")["Location"] == PAGE
    assert status_of(ticket) == "closed"
    page = carols.get(PAGE).content
    assert b"The request is closed." in page
    assert b"This is solved for me" not in page
    carols.post(f"{PAGE}/close")
    carols.post(f"{PAGE}/reopen")
    assert status_of(ticket) == "open"
    ticket.refresh_from_db()
    assert ticket.version == 3


@pytest.mark.parametrize("action", ["reply", "close", "reopen"])
def test_a_rating_link_is_not_enough(solved: Ticket, rating: str, action: str) -> None:
    client = came_by(rating)
    page = client.get(PAGE).content
    assert b"Send message" not in page
    assert b"It is not solved" not in page
    answer = client.post(f"{PAGE}/{action}", {"body": "Hello"})
    assert answer.status_code == 403
    assert status_of(solved) == "resolved"
    assert not solved.comments.exists()


@pytest.mark.parametrize("action", ["reply", "close", "reopen", "rating"])
def test_without_a_link_nothing_is_done(client: Client, solved: Ticket, action: str) -> None:
    answer = client.post(f"{PAGE}/{action}", {"body": "Hello", "score": "5"})
    assert answer.status_code == 401
    assert status_of(solved) == "resolved"
    assert not solved.comments.exists()
    assert not solved.workspace.feedback.exists()


def test_a_token_in_the_address_lets_nobody_write(client: Client, ticket: Ticket, tracking: str) -> None:
    token = tracking.partition("?t=")[2]
    assert client.post(f"{PAGE}/reply?t={token}", {"body": "Hello", "t": token}).status_code == 401
    assert not ticket.comments.exists()


def test_a_link_that_went_stale_meanwhile_gives_the_text_back(carols: Client, ticket: Ticket, as_alice: Actor) -> None:
    with unit_of_work():
        revoke_links(ticket, actor=as_alice)
    answer = carols.post(f"{PAGE}/reply", {"body": "An hour of <i>typing</i>"})
    assert answer.status_code == 401
    assert "An hour of &lt;i&gt;typing&lt;/i&gt;" in answer.content.decode()
    assert not ticket.comments.exists()


@pytest.mark.parametrize("action", ["reply", "close", "reopen", "rating"])
def test_a_form_without_its_token_is_refused(solved: Ticket, tracking: str, action: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.get(tracking)
    assert client.post(f"{PAGE}/{action}", {"body": "Hello", "score": "5"}).status_code == 403
    assert status_of(solved) == "resolved"


@pytest.mark.usefixtures("limiter")
def test_one_link_may_change_things_sixty_times_an_hour(carols: Client, ticket: Ticket) -> None:
    answers = [carols.post(f"{PAGE}/reply", {"body": f"Message {number}"}) for number in range(61)]
    assert [answer.status_code for answer in answers] == [303] * 60 + [429]
    assert ticket.comments.count() == 60
    assert "Message 60" in answers[-1].content.decode()
    assert "Retry-After" in answers[-1].headers
