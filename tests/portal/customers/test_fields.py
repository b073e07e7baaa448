"""Type and custom fields on the portal: asked for in a request, shown on its page."""

from typing import Any

import pytest
from django.test import Client

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Workspace
from tests.portal.customers.conftest import PAGE
from tests.portal.customers.test_submit import GOOD, URL
from tests.workflow.kit import do
from tickets.actions import change_custom, change_status, change_type
from tickets.models import Ticket
from workflow.actions.archive_field import archive_field
from workflow.actions.archive_type import archive_type
from workflow.actions.create_field import create_field
from workflow.actions.create_queue import create_queue
from workflow.actions.create_status import create_status


def send(client: Client, **changed: Any) -> Any:
    return client.post(URL, GOOD | changed)


@pytest.fixture
def order(as_alice: Actor) -> Any:
    """A required field that customers see."""
    return do(
        create_field,
        actor=as_alice,
        label="Order number",
        kind="number",
        key="order",
        is_required=True,
        is_visible_to_customers=True,
    )


def test_a_request_has_a_type_and_fields(client: Client, acme: Workspace, order: Any) -> None:
    kind = acme.ticket_types.get(word="bug_report")
    assert send(client, type=kind.pk, field_order="42").status_code == 303
    made = acme.tickets.get()
    assert (made.type_id, made.custom) == (kind.pk, {"order": 42})


def test_only_what_is_offered_to_customers_is_asked(client: Client, acme: Workspace, as_alice: Actor) -> None:
    do(archive_type, acme.ticket_types.get(word="feature_request"), actor=as_alice)
    do(create_field, actor=as_alice, label="Internal code", kind="text")
    elsewhere = do(create_queue, actor=as_alice, name="Elsewhere")
    do(create_field, actor=as_alice, label="Invoice", kind="text", is_visible_to_customers=True, queues=[elsewhere])
    gone = do(create_field, actor=as_alice, label="Old thing", kind="text", is_visible_to_customers=True)
    do(archive_field, gone, actor=as_alice)
    page = client.get(URL).content.decode()
    assert "Bug report" in page
    for text in ("Feature request", "Customer request", "Internal code", "Invoice", "Old thing"):
        assert text not in page


def test_what_is_not_asked_is_not_taken(client: Client, acme: Workspace, as_alice: Actor) -> None:
    do(create_field, actor=as_alice, label="Internal code", kind="text", key="code")
    assert send(client, field_code="x", custom='{"a": 1}').status_code == 303
    assert acme.tickets.get().custom == {}


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Please fill this in."),
        ({"field_order": "  "}, "Please fill this in."),
        ({"field_order": "many"}, "Use a number such as 42 or 3.5."),
        ({"field_order": "1", "type": "0"}, "Select a valid choice"),
        ({"field_order": "1", "type": "x"}, "Select a valid choice"),
        ({"field_order": "1", "type": "9" * 30}, "Select a valid choice"),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_nothing_is_lost(
    client: Client, acme: Workspace, order: Any, sent: dict, said: str
) -> None:
    answer = send(client, **sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert "It is silent." in page
    assert not acme.tickets.exists()


def test_a_type_that_is_not_offered_or_foreign_is_refused(client: Client, acme: Workspace, globex: Workspace) -> None:
    for kind in (acme.ticket_types.get(word="customer_request"), globex.ticket_types.get(word="bug_report")):
        assert send(client, type=kind.pk).status_code == 422


def test_the_page_shows_what_customers_may_see(
    carols: Client, ticket: Ticket, as_alice: Actor, acme: Workspace, order: Any
) -> None:
    do(create_field, actor=as_alice, label="Internal code", kind="text", key="code")
    status = do(create_status, actor=as_alice, label="Waiting for parts", kind="pending", colour="#aa3300")
    do(change_status, ticket, actor=as_alice, to=status)
    do(change_type, ticket, actor=as_alice, to=acme.ticket_types.get(word="bug_report"))
    do(change_custom, ticket, actor=as_alice, to={"order": 42, "code": "S3cret", "erp": "S3cret"})
    page = carols.get(PAGE).content.decode()
    for text in ("Waiting for parts", 'fill="#aa3300"', "Bug report", "Order number", "42"):
        assert text in page
    assert "S3cret" not in page
    assert "We are waiting for your answer" not in page


def test_a_page_without_any_says_nothing(carols: Client, ticket: Ticket) -> None:
    assert 'class="facts"' not in carols.get(PAGE).content.decode()


def test_only_a_web_address_becomes_a_link(carols: Client, ticket: Ticket, as_alice: Actor) -> None:
    # Kept as it came, before anybody made a field of it.
    do(change_custom, ticket, actor=as_alice, to={"site": "javascript:alert(1)", "shop": "https://shop.example/a?b&c"})
    for name in ("Site", "Shop"):
        do(create_field, actor=as_alice, label=name, kind="url", is_visible_to_customers=True)
    page = carols.get(PAGE).content.decode()
    assert "javascript:alert(1)" in page
    assert 'href="javascript' not in page
    assert '<a href="https://shop.example/a?b&amp;c"' in page
