"""Signing in by mail and what follows, in Chromium: by keyboard, with scripts and without, wide and on a phone."""

import os
from typing import Any

import pytest

from helpdesk.accounts.models import Customer, Membership
from tests.journeys.browser import Person, browser
from tests.portal.customers.account.conftest import ask, link_for
from tests.portal.customers.conftest import link_to
from tickets.models import Ticket


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scripts"), [(1280, True), (360, False)])
def test_signed_in_read_joined_copied_and_left(
    width: int,
    scripts: bool,
    live_server: Any,
    ticket: Ticket,
    dora: Customer,
    alice: Membership,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Playwright keeps an event loop in this thread, in which Django would refuse to talk to the database.
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    ask(dora, "Where is my invoice?")
    link = link_for(dora)
    with browser() as chromium:
        person = Person(chromium, width=width, scripts=scripts)
        person.open(f"{live_server.url}/portal/acme/sign-in")
        person.type_into("email", "dora@customer.example")
        person.press(tag="button", about="Mail me a link")
        assert "Look into your mailbox" in person.page.locator("h1").inner_text()
        person.open(live_server.url + link)
        assert "?t=" not in person.page.url
        person.press(tag="button", about="Sign in")
        assert "Where is my invoice?" in person.page.locator("main").inner_text()
        person.press(tag="a", about="Initech")
        person.press(tag="a", about="Cannot sign in")
        person.press(tag="button", about="Send me the answers in copy")
        assert "in copy" in person.page.locator("#messages").inner_text()
        person.open(f"{live_server.url}/portal/acme/my-data")
        person.tab_to(tag="button", about="Download my data")
        with person.page.expect_download() as downloading:
            person.page.keyboard.press("Enter")
        assert downloading.value.suggested_filename.startswith("acme-my-data-")
        person.open(f"{live_server.url}/portal/acme/my-data")
        person.press(tag="button", about="Sign out")
        person.open(f"{live_server.url}/portal/acme/tickets/")
        assert person.page.url.endswith("/portal/acme/sign-in")
        person.open(live_server.url + link_to(ticket, "share"))
        assert "nothing else" in person.page.locator("main").inner_text()
