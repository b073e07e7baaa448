"""Replies and notes from the composer."""

from typing import Any

import pytest
from django.test import Client

from helpdesk.accounts.actors import Actor
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from tests.portal.desk.conftest import say, version_of
from tickets.actions import change_priority
from tickets.models import Ticket


def send(client: Client, ticket: Ticket, **fields: Any) -> Any:
    """Send the composer, on the version stored now unless another is given."""
    form = {
        "mode": "reply",
        "body": "Try again.",
        "then": "",
        "version": fields.pop("version", None) or version_of(ticket),
    }
    return client.post(f"/desk/acme/tickets/{ticket.reference}/comments", form | fields)


def test_a_reply_is_public_and_signed(browser: Client, ticket: Ticket, address: str) -> None:
    answer = send(browser, ticket)
    assert answer.status_code == 303
    assert answer["Location"] == address
    comment = ticket.comments.get()
    assert (comment.body, comment.is_internal, comment.author_name) == ("Try again.", False, "Alice")
    assert b"Your reply is on its way." in browser.get(address).content


def test_a_note_stays_inside(browser: Client, ticket: Ticket, address: str) -> None:
    send(browser, ticket, mode="note", body="Call her.")
    assert ticket.comments.get().is_internal
    assert b"Only your team sees it" in browser.get(address).content
    assert Event.objects.get(subject_id=ticket.pk, type="ticket.comment_added").visibility == "internal"


@pytest.mark.parametrize("status", ["pending", "resolved"])
def test_the_status_is_set_in_the_same_step(status: str, browser: Client, ticket: Ticket) -> None:
    send(browser, ticket, then=status)
    ticket.refresh_from_db()
    assert ticket.status == status
    assert ticket.comments.count() == 1


def test_a_reply_on_a_stale_thread_is_refused_and_kept(
    browser: Client, ticket: Ticket, as_carol: Actor, as_alice: Actor
) -> None:
    read = version_of(ticket)
    say(ticket, as_carol, "It works again!")
    with unit_of_work():
        change_priority(ticket, actor=as_alice, to="low")
    answer = send(browser, ticket, version=read, body="My long answer", then="pending")
    assert answer.status_code == 409
    assert ticket.comments.count() == 1
    page = answer.content.decode()
    assert "a message was added, the priority changed while you were writing" in page
    assert "Send anyway" in page
    assert ">My long answer</textarea>" in page
    assert '<option value="pending" selected>' in page
    assert [(message.body, message.is_new) for message in answer.context["thread"]] == [
        ("It says no.", False),
        ("It works again!", True),
    ]


def test_sending_once_more_after_reading_goes_through(browser: Client, ticket: Ticket, as_carol: Actor) -> None:
    read = version_of(ticket)
    say(ticket, as_carol, "One more thing.")
    refused = send(browser, ticket, version=read)
    assert send(browser, ticket, version=refused.context["ticket"].version).status_code == 303
    assert ticket.comments.count() == 2


def test_a_note_refused_comes_back_as_a_note(browser: Client, ticket: Ticket, as_carol: Actor) -> None:
    read = version_of(ticket)
    say(ticket, as_carol, "Hello?")
    page = send(browser, ticket, version=read, mode="note").content.decode()
    assert 'value="note" data-mode="note" checked' in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"body": " "},
        {"body": "x" * 100_001},
        {"mode": "shout"},
        {"mode": ""},
        {"then": "gone"},
        {"version": "x"},
        {"version": "²"},
    ],
)
def test_bad_input_is_refused_with_the_text_kept(wrong: dict[str, str], browser: Client, ticket: Ticket) -> None:
    fields: dict[str, Any] = {"body": "Kept as it was."} | wrong
    answer = send(browser, ticket, **fields)
    assert answer.status_code == 422
    assert f">{fields['body']}</textarea>" in answer.content.decode()
    assert b'role="alert"' in answer.content
    assert ticket.comments.count() == 0


def test_characters_that_are_no_text_are_refused(browser: Client, ticket: Ticket) -> None:
    assert send(browser, ticket, body="a\x00b").status_code == 422
    assert ticket.comments.count() == 0


def test_a_failed_status_change_sends_no_reply(
    browser: Client, ticket: Ticket, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: Any, **_kwargs: Any) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("portal.desk.answer.change_status", broken)
    browser.raise_request_exception = False
    assert send(browser, ticket, then="resolved").status_code == 500
    assert ticket.comments.count() == 0


def test_the_draft_comes_back_inert(browser: Client, ticket: Ticket) -> None:
    page = send(browser, ticket, body="</textarea><script>alert(1)</script>", version="x").content.decode()
    assert "<script>alert(1)</script>" not in page


def test_looking_at_the_forms_address_is_refused(browser: Client, ticket: Ticket, address: str) -> None:
    assert browser.get(f"{address}/comments").status_code == 405
