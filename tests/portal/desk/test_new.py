"""A new ticket for a customer."""

from typing import Any

import pytest
from django.test import Client

from helpdesk.accounts.models import Membership, Workspace
from tickets.models import Ticket

NEW = "/desk/acme/tickets/new"
FORM = {
    "email": "Dora@Customer.example",
    "name": "Dora",
    "subject": "Phone call",
    "body": "She called about the invoice.",
    "priority": "high",
    "assignee": "me",
    "tags": "phone, billing",
    "cc_emails": "a@customer.example; b@customer.example",
    "queue": "",
    "type": "",
}


def post(client: Client, **changes: str) -> Any:
    """Send the form with some fields changed."""
    return client.post(NEW, FORM | changes)


def test_it_opens_the_ticket_with_everything_given(browser: Client, acme: Workspace, alice: Membership) -> None:
    answer = post(browser)
    ticket: Ticket = acme.tickets.select_related("requester").get()
    assert answer["Location"] == f"/desk/acme/tickets/{ticket.reference}"
    assert (ticket.requester.email, ticket.requester.name) == ("dora@customer.example", "Dora")
    assert (ticket.subject, ticket.body, ticket.priority, ticket.channel) == (
        "Phone call", "She called about the invoice.", "high", "desk",
    )  # fmt: skip
    assert ticket.assignee_id == alice.pk
    assert ticket.tags == ["phone", "billing"]
    assert ticket.cc_emails == ["a@customer.example", "b@customer.example"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "nobody"),
        ("email", ""),
        ("subject", ""),
        ("body", " "),
        ("priority", "now"),
        ("assignee", "nonsense"),
        ("tags", "x" * 65),
        ("cc_emails", "nobody"),
    ],
)
def test_bad_input_opens_nothing_and_keeps_every_word(field: str, value: str, browser: Client, acme: Workspace) -> None:
    answer = post(browser, **{field: value})
    assert answer.status_code == 422
    assert answer.context["typed"] == FORM | {field: value}
    assert b'role="alert"' in answer.content
    assert acme.tickets.count() == acme.customers.count() == 0


def test_a_link_may_name_the_customer(browser: Client) -> None:
    page = browser.get(NEW, {"email": "dora@customer.example", "name": '"><script>'}).content.decode()
    assert 'value="dora@customer.example"' in page
    assert '"><script>' not in page
