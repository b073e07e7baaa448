"""Searching in words and keeping lists in Chromium: by keyboard, with scripts and without, wide and on a phone."""

import os
from typing import Any

import pytest

from helpdesk.accounts.models import Membership, Workspace
from helpdesk.events.unit import unit_of_work
from tests.cast import PASSWORD
from tests.journeys.browser import Person, browser
from tickets.models import Ticket
from tickets.search import index_ticket


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scripts"), [(1280, True), (360, True), (360, False)])
def test_from_words_to_a_list_on_the_left(
    width: int,
    scripts: bool,
    live_server: Any,
    acme: Workspace,
    alice: Membership,
    ticket: Ticket,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Playwright keeps an event loop in this thread, in which Django would refuse to talk to the database.
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with unit_of_work():
        index_ticket(ticket.pk, acme.pk)
    with browser() as chromium:
        person = Person(chromium, width=width, scripts=scripts)
        person.open(live_server.url + "/desk/acme/tickets/")
        person.type_into("email", "alice@acme.example")
        person.type_into("password", PASSWORD)
        person.press(tag="button", about="Sign in")
        person.tab_to(tag="summary", about="What you can type")
        person.page.keyboard.press("Enter")
        person.look()
        person.page.keyboard.press("Enter")
        search(person, "sign colour:red")
        assert person.page.locator("#q").input_value() == "sign colour:red"
        assert "There is no filter “colour:”" in person.page.locator("#q-problem").inner_text()
        assert person.page.locator(".ticket").count() == 0
        search(person, "sign -tag:late is:open")
        assert person.page.locator("#q-problem").inner_text() == ""
        assert person.page.locator(".ticket").count() == 1
        person.press(tag="a", about="Keep this list")
        assert person.page.locator("#query").input_value() == "-tag:late is:open sign"
        person.type_into("name", "Signing in")
        person.press(tag="button", about="Save")
        assert person.page.locator("h1").inner_text() == "Signing in"
        assert person.page.locator(".ticket").count() == 1
        person.press(tag="a", about="Kept lists")
        person.press(tag="a", about="Change Signing in")
        person.press(tag="button", about="Delete")
        assert "Nothing is kept yet" in person.page.locator("main").inner_text()
    assert acme.saved_views.count() == 0


def search(person: Person, text: str) -> None:
    """Type into the search box and send it."""
    box = person.page.locator("#q")
    box.fill(text)
    with person.page.expect_response(lambda response: "q=" in response.url):
        box.press("Enter")
    person.page.wait_for_timeout(400)
    person.look()
