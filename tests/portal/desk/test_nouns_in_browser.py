"""Queues, statuses, fields and tags in Chromium: sound in light and dark, narrow and wide, and by keyboard alone."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Membership, Workspace
from helpdesk.events.unit import unit_of_work
from tests.journeys.browser import Person, browser
from tests.workflow.kit import do
from tickets.actions import change_custom, change_status, change_tags, change_type
from tickets.magic_links import make_link
from tickets.models import Ticket
from workflow.actions.create_field import create_field
from workflow.actions.create_queue import create_queue
from workflow.actions.create_status import create_status
from workflow.actions.create_tag import create_tag
from workflow.models import CustomField

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PALE, DARK = "#ffee00", "#001122"


@pytest.fixture(autouse=True)
def one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Playwright's loop runs in this thread."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


@pytest.fixture
def arranged(acme: Workspace, as_alice: Actor, ticket: Ticket) -> Ticket:
    """Carol's ticket in a workspace that has one of everything, in hard colours and with long names."""
    billing = do(create_queue, actor=as_alice, name="Billing and everything that has to do with money")
    choices = ["Small", "Large", "A choice whose name is so long that it needs more than a line"]
    for kind in CustomField.Kind.values:
        do(
            create_field,
            actor=as_alice,
            label=f"A {kind} field",
            kind=kind,
            help_text="What it is for.",
            choices=choices if "select" in kind else [],
            is_required=kind == "date",
            is_visible_to_customers=True,
        )
    do(create_field, actor=as_alice, label="Invoice", kind="text", is_required=True, queues=[billing])
    status = do(create_status, actor=as_alice, label="Waiting for parts", kind="pending", colour=PALE)
    for name, colour in (("late", DARK), ("vip", PALE), ("plain", "")):
        do(create_tag, actor=as_alice, name=name, colour=colour)
    do(change_status, ticket, actor=as_alice, to=status)
    do(change_tags, ticket, actor=as_alice, to=["late", "vip", "plain", "unknown"])
    do(change_type, ticket, actor=as_alice, to=acme.ticket_types.get(word="bug_report"))
    do(change_custom, ticket, actor=as_alice, to={"a_text_field": "A" * 90, "a_boolean_field": True})
    return ticket


def person_at(chromium: Any, url: str, client: Client, *, width: int, scripts: bool = True) -> Person:
    """Somebody signed in before a window."""
    person = Person(chromium, width=width, scripts=scripts)
    cookie = client.cookies["sessionid"].value
    person.page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": url}])
    return person


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_sound(
    scheme: Any, live_server: Any, signed_in: Callable[[Membership], Client], alice: Membership, arranged: Ticket
) -> None:
    with unit_of_work():
        link = make_link(arranged, customer=arranged.requester).removeprefix(settings.BASE_URL)
    client = signed_in(alice)
    with browser() as chromium:
        for width in (360, 1280):
            person = person_at(chromium, live_server.url, client, width=width)
            person.page.emulate_media(color_scheme=scheme)
            for address in ("?view=all", arranged.reference, "new"):
                person.open(f"{live_server.url}/desk/acme/tickets/{address}")
            person.open(f"{live_server.url}/portal/acme/submit")
            person.open(live_server.url + link)
            assert person.page.get_by_text("Waiting for parts").count() == 1


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_queue_is_chosen_and_a_field_filled_in_by_keyboard(
    scripts: bool, live_server: Any, signed_in: Callable[[Membership], Client], alice: Membership, arranged: Ticket
) -> None:
    with browser() as chromium:
        person = person_at(chromium, live_server.url, signed_in(alice), width=360, scripts=scripts)
        person.open(f"{live_server.url}/desk/acme/tickets/new")
        invoice = person.page.locator("#id_field_invoice")
        assert invoice.is_visible() is not scripts
        person.page.select_option("#queue", label="Billing and everything that has to do with money")
        assert invoice.is_visible()
        for name, text in (("email", "carol@customer.example"), ("subject", "An invoice"), ("body", "It is wrong.")):
            person.type_into(name, text)
        person.press("Open the ticket")
        assert person.page.locator("#id_field_invoice_error").count() == 1
        person.type_into("field_invoice", "4711")
        person.page.fill("#id_field_a_date_field", "2026-03-14")
        person.press("Open the ticket")
        assert person.page.locator("#id_field_invoice").input_value() == "4711"
        person.type_into("field_a_number_field", "7.5")
        person.press("Save these")
        person.page.wait_for_selector("text=The fields are saved.")
        assert person.page.locator("#id_field_a_number_field").input_value() == "7.5"
