"""The page of one ticket."""

from typing import Any

from django.test import Client
from django.utils import timezone

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Customer, Membership, Workspace
from helpdesk.events.unit import unit_of_work
from tests.portal.conftest import SCRIPT
from tests.portal.desk.conftest import open_ticket, say
from tickets.actions import assign_ticket, change_status, rate_ticket
from tickets.models import OutboundMail, Ticket


def test_the_request_comes_first_then_what_was_said(
    browser: Client, address: str, ticket: Ticket, as_alice: Actor, as_carol: Actor
) -> None:
    say(ticket, as_alice, "First answer.")
    say(ticket, as_carol, "Second question.")
    thread = browser.get(address).context["thread"]
    assert [(message.side, message.body) for message in thread] == [
        ("customer", "It says no."),
        ("ours", "First answer."),
        ("customer", "Second question."),
    ]


def test_a_note_is_marked_as_one(browser: Client, address: str, ticket: Ticket, as_alice: Actor) -> None:
    say(ticket, as_alice, "Carol is important.", is_internal=True)
    page = browser.get(address).content.decode()
    assert "Note, only the team sees it" in page
    assert 'class="message note"' in page


def test_the_sentence_says_who_gets_the_reply(browser: Client, as_carol: Actor, carol: Customer) -> None:
    ticket = open_ticket(as_carol, carol, "With copies", cc_emails=["a@customer.example", "b@customer.example"])
    page = browser.get(f"/desk/acme/tickets/{ticket.reference}").content.decode()
    assert "Goes to <bdi>Carol</bdi> &lt;carol@customer.example&gt;" in page
    assert "2 in copy" in page
    assert "Only your team sees this." in page


def test_a_viewer_sees_everything_and_no_form(viewer: Client, address: str, ticket: Ticket, as_alice: Actor) -> None:
    say(ticket, as_alice, "A note.", is_internal=True)
    page = viewer.get(address).content.decode()
    assert "A note." in page
    assert page.count("<form") == 3  # sign-out, closing the list of keys, and watching
    assert "composer" not in page


def test_mails_are_listed_with_their_state_and_why(
    browser: Client, address: str, ticket: Ticket, acme: Workspace
) -> None:
    now = timezone.now()
    rows = [("queued", ""), ("sent", ""), ("failed", "550 no such mailbox")]
    for number, (state, error) in enumerate(rows):
        OutboundMail(
            workspace=acme,
            ticket=ticket,
            event_id=number,
            kind="reply",
            message_id=f"<{number}@x>",
            to="carol@customer.example",
            from_email="help@acme.example",
            state=state,
            error=error,
            queued_at=now,
            sent_at=now if state == "sent" else None,
        ).save(force_insert=True)
    page = browser.get(address).content.decode()
    for text in ("Queued", "Sent", "Failed", "550 no such mailbox"):
        assert text in page


def test_the_rating_is_shown(browser: Client, address: str, ticket: Ticket, as_alice: Actor, as_carol: Actor) -> None:
    with unit_of_work():
        change_status(ticket, actor=as_alice, to="resolved")
        rate_ticket(ticket, actor=as_carol, score=2, comment="Slow.")
    page = browser.get(address).content.decode()
    assert "2 of 5" in page
    assert "Slow." in page


def test_other_tickets_of_the_customer_are_named(
    browser: Client, address: str, ticket: Ticket, as_carol: Actor, carol: Customer
) -> None:
    open_ticket(as_carol, carol, "And the printer")
    others = browser.get(address).context["others"]
    assert [other["subject"] for other in others] == ["And the printer"]


def test_an_assignee_who_left_is_still_named(
    browser: Client, address: str, ticket: Ticket, as_alice: Actor, adam: Membership
) -> None:
    with unit_of_work():
        assign_ticket(ticket, actor=as_alice, to=adam)
    adam.is_active = False
    adam.save()
    page = browser.get(address).content.decode()
    assert f'<option value="{adam.pk}" selected>Adam</option>' in page


def test_what_people_wrote_is_inert(browser: Client, as_carol: Actor, carol: Customer) -> None:
    ticket = open_ticket(as_carol, carol, SCRIPT, body=SCRIPT, tags=[SCRIPT])
    say(ticket, as_carol, f"{SCRIPT} [link](javascript:alert(1)) <img src=x onerror=alert(1)>")
    page = browser.get(f"/desk/acme/tickets/{ticket.reference}").content.decode()
    assert SCRIPT not in page
    assert "<img" not in page
    assert 'href="javascript:' not in page


def test_the_page_holds_no_inline_script_and_no_inline_style(browser: Client, address: str) -> None:
    answer = browser.get(address)
    page = answer.content.decode()
    assert " style=" not in page
    assert "<style" not in page
    assert page.count("<script") == page.count("<script src=") + page.count('<script type="module" src=')
    assert "unsafe" not in answer["Content-Security-Policy"]


def test_the_number_of_statements_does_not_grow_with_the_thread(
    browser: Client, address: str, ticket: Ticket, as_alice: Actor, alice: Membership, carol: Customer,
    as_carol: Actor, django_assert_num_queries: Any,
) -> None:  # fmt: skip
    browser.get(address)
    with django_assert_num_queries(2):
        browser.get(address)
    for number in range(10):
        say(ticket, as_alice, f"Answer {number}", is_internal=number % 2 == 0)
        open_ticket(as_carol, carol, f"Other {number}")
    with unit_of_work():
        assign_ticket(ticket, actor=as_alice, to=alice)
    with django_assert_num_queries(2):
        assert len(browser.get(address).context["thread"]) == 11


def test_the_chosen_colours_come_with_the_page(browser: Client, address: str) -> None:
    assert b"data-theme" not in browser.get(address).content.split(b"</head>")[0]
    browser.cookies["theme"] = "dark"
    assert b'<html lang="en" dir="ltr" data-theme="dark">' in browser.get(address).content
    browser.cookies["theme"] = '"><script>'
    assert b"data-theme" not in browser.get(address).content.split(b"</head>")[0]
