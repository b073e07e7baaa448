"""A customer's life in Chromium: by keyboard, with scripts and without, wide and on a phone."""

import os
from typing import Any

import pytest

from helpdesk.accounts.models import Customer, Membership, Workspace
from tests.cast import PASSWORD
from tests.journeys.browser import Person, browser
from tests.portal.people.conftest import known
from tickets.erasing.job import run_erasure
from tickets.exports.job import run_export
from tickets.models import Ticket


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scripts"), [(1280, True), (360, True), (360, False)])
def test_made_merged_copied_and_erased(
    width: int,
    scripts: bool,
    live_server: Any,
    acme: Workspace,
    adam: Membership,
    carol: Customer,
    ticket: Ticket,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Playwright keeps an event loop in this thread, in which Django would refuse to talk to the database.
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    known(acme, "carol@home.example", "Carol at home")
    with browser() as chromium:
        person = Person(chromium, width=width, scripts=scripts)
        person.open(live_server.url + "/desk/acme/customers/")
        person.type_into("email", "adam@acme.example")
        person.type_into("password", PASSWORD)
        person.press(tag="button", about="Sign in")
        person.press(tag="a", about="Organisations")
        person.press(tag="a", about="New organisation")
        person.type_into("name", "Initech")
        person.type_into("domains", "gmail.com")
        person.press(tag="button", about="Save")
        assert "belongs to everybody" in person.page.locator("#problem").inner_text()
        person.page.locator("#domains").fill("initech.example")
        person.press(tag="button", about="Save")
        person.open(f"{live_server.url}/desk/acme/customers/new")
        person.type_into("email", "peter@initech.example")
        person.press(tag="button", about="Save")
        assert "Initech" in person.page.locator("main").inner_text()
        person.open(f"{live_server.url}/desk/acme/customers/{carol.pk}")
        person.press(tag="a", about="Merge")
        person.press(tag="a", about="Carol at home")
        person.press(tag="button", about="Merge both")
        assert "carol@home.example" in person.page.locator(".facts").inner_text()
        person.press(tag="button", about="Make a copy of it")
        assert "Being made" in person.page.locator("#copies").inner_text()
        run_export(acme.pk, acme.exports.get().pk)
        person.open(f"{live_server.url}/desk/acme/exports/")
        person.tab_to(tag="button", about="Download")
        with person.page.expect_download() as downloading:
            person.page.keyboard.press("Enter")
        assert downloading.value.suggested_filename.startswith("acme-person-")
        person.open(f"{live_server.url}/desk/acme/customers/{carol.pk}/erase")
        person.type_into("address", "carol@customer.example")
        person.press(tag="button", about="Erase this person")
        run_erasure(acme.pk, acme.erasures.get().pk)
        person.open(f"{live_server.url}/desk/acme/customers/{carol.pk}/erase")
        assert "This person is erased" in person.page.locator("h1").inner_text()
