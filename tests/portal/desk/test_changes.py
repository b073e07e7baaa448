"""The small forms beside the thread."""

from typing import Any

import pytest
from django.test import Client

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Membership
from helpdesk.events.models import Event
from tests.portal.desk.conftest import say, version_of
from tickets.models import Ticket


def change(client: Client, ticket: Ticket, name: str, value: str, version: int | None = None) -> Any:
    """Send one of the forms, on the version stored now unless another is given."""
    form = {name: value, "version": str(version or version_of(ticket))}
    return client.post(f"/desk/acme/tickets/{ticket.reference}/{name}", form)


@pytest.mark.parametrize(
    ("name", "value", "stored", "said"),
    [
        ("status", "pending", "pending", "TKT-0001 is now pending."),
        ("status", "resolved", "resolved", "TKT-0001 is now resolved."),
        ("priority", "urgent", "urgent", "The priority is now urgent."),
        ("subject", "  Sign-in fails ", "Sign-in fails", "The subject is saved."),
        ("tags", "login, two words,login,", ["login", "two words"], "The tags are saved."),
        ("tags", "", [], "The tags are saved."),
    ],
)
def test_each_form_changes_its_one_thing(
    name: str, value: str, stored: object, said: str, browser: Client, ticket: Ticket, address: str
) -> None:
    answer = change(browser, ticket, name, value)
    assert (answer.status_code, answer["Location"]) == (303, address)
    ticket.refresh_from_db()
    assert getattr(ticket, name) == stored
    assert said in browser.get(address).content.decode()


def test_doing_it_twice_records_one_event(browser: Client, ticket: Ticket) -> None:
    change(browser, ticket, "priority", "high")
    change(browser, ticket, "priority", "high")
    assert Event.objects.filter(subject_id=ticket.pk, type="ticket.priority_changed").count() == 1


def test_taking_a_ticket(browser: Client, ticket: Ticket, address: str, alice: Membership) -> None:
    change(browser, ticket, "assignee", "me")
    ticket.refresh_from_db()
    assert ticket.assignee_id == alice.pk
    assert b"Take it" not in browser.get(address).content


def test_giving_it_to_a_colleague_and_to_nobody(browser: Client, ticket: Ticket, adam: Membership) -> None:
    change(browser, ticket, "assignee", str(adam.pk))
    ticket.refresh_from_db()
    assert ticket.assignee_id == adam.pk
    change(browser, ticket, "assignee", "")
    ticket.refresh_from_db()
    assert ticket.assignee_id is None


def test_it_cannot_be_given_to_a_viewer_or_somebody_elsewhere(
    browser: Client, ticket: Ticket, vera: Membership, eve: Membership
) -> None:
    pages = [change(browser, ticket, "assignee", text) for text in (str(vera.pk), str(eve.pk), "nonsense")]
    assert [page.status_code for page in pages] == [422, 422, 422]
    assert all(b"That person cannot take tickets here" in page.content for page in pages)
    ticket.refresh_from_db()
    assert ticket.assignee_id is None


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("status", "gone", "Invalid status"),
        ("priority", "now", "Invalid priority"),
        ("subject", " ", "subject is required"),
        ("subject", "x" * 257, "at most 256"),
        ("tags", "x" * 65, "each tag must have 1 to 64"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(
    name: str, value: str, why: str, browser: Client, ticket: Ticket
) -> None:
    answer = change(browser, ticket, name, value)
    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert version_of(ticket) == 1


def test_a_refused_text_stays_in_its_field(browser: Client, ticket: Ticket) -> None:
    assert "x" * 257 in change(browser, ticket, "subject", "x" * 257).content.decode()
    assert "y" * 65 in change(browser, ticket, "tags", "y" * 65).content.decode()


@pytest.mark.parametrize(("name", "value"), [("status", "resolved"), ("subject", "Other"), ("tags", "a")])
def test_nobody_overwrites_what_they_have_not_seen(
    name: str, value: str, browser: Client, ticket: Ticket, as_carol: Actor
) -> None:
    read = version_of(ticket)
    say(ticket, as_carol, "Wait!")
    answer = change(browser, ticket, name, value, version=read)
    assert answer.status_code == 409
    assert "A message was added. Have a look, then do it again." in answer.content.decode()
    assert "Send anyway" not in answer.content.decode()
    ticket.refresh_from_db()
    assert (ticket.status, ticket.subject, ticket.tags) == ("open", "Cannot sign in", [])


def test_a_signed_out_script_is_sent_to_the_sign_in_page(client: Client, ticket: Ticket, address: str) -> None:
    headers = {"HX-Request": "true", "Referer": f"http://testserver{address}"}
    answer = client.post(f"{address}/status", {"status": "closed"}, headers=headers)
    assert answer["HX-Redirect"].startswith("/sign-in?next=")
    assert ticket.reference in answer["HX-Redirect"]
