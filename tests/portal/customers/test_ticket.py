"""The customer's page of a ticket."""

import pytest
from django.test import Client

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Membership, Workspace
from helpdesk.events.unit import unit_of_work
from tests.portal.customers.conftest import PAGE, came_by, link_to
from tickets.actions import add_comment, change_status, create_ticket
from tickets.models import Comment, Ticket

pytestmark = pytest.mark.django_db

PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<svg onload=alert(1)>",
    "[x](javascript:alert(1))",
    "<a href='javascript:alert(1)'>x</a>",
    "<iframe src=//evil.example></iframe>",
    "{{ 7|add:7 }}{% debug %}",
    "</textarea></title><style>*{display:none}</style>",
    "<form action=//evil.example><input name=body>",
    "\u202emoc.elpmaxe\u202c <b onmouseover=alert(1)>b</b>",
]


def say(ticket: Ticket, actor: Actor, body: str, *, is_internal: bool = False, body_format: str = "plain") -> None:
    with unit_of_work():
        add_comment(ticket, actor=actor, body=body, is_internal=is_internal, body_format=body_format)


def test_it_shows_request_and_answers_in_order_with_names(carols: Client, ticket: Ticket, as_alice: Actor) -> None:
    say(ticket, as_alice, "Try again, **please**.", body_format="markdown")
    say(ticket, as_alice, "Did it work?")
    page = carols.get(PAGE).content.decode()
    parts = ["Cannot sign in", "It says no.", "Try again, <strong>please</strong>.", "Did it work?"]
    places = [page.index(part) for part in parts]
    assert places == sorted(places)
    assert "<bdi>Alice</bdi>" in page
    assert "<bdi>You</bdi>" in page
    assert "alice@acme.example" not in page
    assert "carol@customer.example" not in page


def test_internal_notes_and_the_desk_s_own_fields_are_never_shown(
    carols: Client, ticket: Ticket, as_alice: Actor
) -> None:
    say(ticket, as_alice, "She is difficult", is_internal=True)
    assert Comment.objects.across_workspaces("a test").filter(is_internal=True).exists()
    page = carols.get(PAGE).content.decode()
    assert "difficult" not in page
    assert "medium" not in page.lower()


def test_a_customer_without_a_name_sees_no_address_either(acme: Workspace, as_carol: Actor) -> None:
    acme.customers.update(name="")
    nameless = acme.customers.get()
    actor = Actor(**{**as_carol.__dict__, "name": nameless.email})
    with unit_of_work():
        ticket = create_ticket(actor=actor, requester=nameless, subject="S", body="B", channel="portal")
    say(ticket, actor, "More")
    page = came_by(link_to(ticket)).get(f"/portal/acme/tickets/{ticket.reference}").content.decode()
    assert page.count("<bdi>You</bdi>") == 2
    assert "carol@" not in page


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("open", "We have your request"),
        ("in_progress", "We are working on it"),
        ("pending", "We are waiting for your answer"),
        ("resolved", "Solved on "),
        ("closed", "Closed on "),
    ],
)
def test_the_status_is_told_in_words_people_understand(
    carols: Client, ticket: Ticket, as_alice: Actor, status: str, said: str
) -> None:
    with unit_of_work():
        change_status(ticket, actor=as_alice, to=status)
    assert said in carols.get(PAGE).content.decode()


def test_after_an_answer_an_open_ticket_is_our_turn(carols: Client, ticket: Ticket, as_alice: Actor) -> None:
    say(ticket, as_alice, "Looking.")
    assert "It is our turn" in carols.get(PAGE).content.decode()


def test_times_are_the_workspace_s_and_say_so(carols: Client, acme: Workspace, ticket: Ticket) -> None:
    Workspace.objects.update(time_zone="Asia/Kolkata")
    ticket.created_at = ticket.created_at.replace(year=2026, month=3, day=1, hour=20, minute=0)
    ticket.save(update_fields=["created_at"])
    page = carols.get(PAGE).content.decode()
    assert "2 Mar 2026, 01:30 IST" in page
    assert "Asia/Kolkata" in page


def test_the_page_says_until_when_the_link_works(carols: Client, ticket: Ticket) -> None:
    expires = ticket.magic_links.get().expires_at
    assert f"until {expires.day} {expires:%B %Y}" in carols.get(PAGE).content.decode()


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("body_format", ["plain", "markdown"])
def test_what_people_wrote_cannot_act(
    acme: Workspace, as_carol: Actor, alice: Membership, as_alice: Actor, payload: str, body_format: str
) -> None:
    requester = acme.customers.get()
    with unit_of_work():
        ticket = create_ticket(
            actor=as_carol,
            requester=requester,
            subject=payload,
            body=payload,
            body_format=body_format,
            channel="portal",
        )
    alice.user.name = payload
    say(ticket, Actor(**{**as_alice.__dict__, "name": payload}), payload, body_format=body_format)
    page = came_by(link_to(ticket)).get(f"/portal/acme/tickets/{ticket.reference}").content.decode()
    lowered = page.lower()
    for opening in ("<script>", "<img src=x", "<svg onload", "<iframe", "<style", "<b onmouse", "<form action=//"):
        assert opening not in lowered
    assert 'href="javascript' not in lowered
    assert ">14" not in lowered
    assert lowered.count("</title>") == 1


def test_user_text_chooses_its_own_direction(carols: Client) -> None:
    page = carols.get(PAGE).content.decode()
    assert '<h1 dir="auto">Cannot sign in</h1>' in page
    assert '<div class="prose" dir="auto">' in page


def test_the_number_of_statements_does_not_grow_with_the_thread(
    carols: Client, ticket: Ticket, as_alice: Actor, django_assert_num_queries
) -> None:
    with django_assert_num_queries(7):
        carols.get(PAGE)
    for number in range(10):
        say(ticket, as_alice, f"Answer {number}")
    with django_assert_num_queries(7):
        carols.get(PAGE)
