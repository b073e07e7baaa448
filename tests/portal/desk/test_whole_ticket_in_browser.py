"""A ticket's menu, what stands beside it, merging, splitting: by keyboard, on a phone and wide, also without script."""

import os
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Membership
from tests.journeys.browser import Person, browser
from tests.portal.desk.conftest import say
from tests.tickets.actions.kit import another, fresh
from tickets.models import Ticket


def go(person: Person, text: str) -> None:
    """Press what leads to another page."""
    person.tab_to(text=text)
    with person.page.expect_navigation():
        person.page.keyboard.press("Enter")
    person.look()


@pytest.mark.browser
def test_it_works_by_keyboard_on_every_screen(
    live_server: Any, monkeypatch: pytest.MonkeyPatch, signed_in: Callable[[Membership], Client], alice: Membership,
    adam: Membership, ticket: Ticket, as_carol: Actor, address: str,
) -> None:  # fmt: skip
    # Playwright keeps an event loop in this thread, in which Django would refuse to put the database back.
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    cookie = signed_in(alice).cookies["sessionid"].value
    with browser() as chromium:
        for width, scripts in ((1280, True), (360, True), (360, False)):
            person = Person(chromium, width=width, scripts=scripts)
            person.page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
            one, other = another(ticket), another(ticket)
            say(one, as_carol, "By the way: the invoice is wrong.")
            at = f"{live_server.url}/desk/acme/tickets/{one.reference}"

            person.open(at)
            person.tab_to(text="More")
            person.page.keyboard.press("Enter")
            person.look()
            person.press("Tomorrow morning")
            assert fresh(one).snoozed_until is not None
            person.open(at)
            person.tab_to(text="More")
            person.page.keyboard.press("Enter")
            person.press("Wake it now")
            assert fresh(one).status == "open"

            person.open(at)
            person.press("Watch this ticket")
            person.type_into("add", "ana@x.example")
            person.press(about="in copy", tag="button")
            assert fresh(one).cc_emails == ["ana@x.example"]
            person.tab_to(text="Link with another ticket")
            person.page.keyboard.press("Enter")
            person.type_into("other", other.reference)
            person.press("Link")
            go(person, "Make a ticket of it")
            go(person, "Make the ticket")
            assert "made of a message" in person.page.inner_text("main")

            person.open(f"{at}/merge")
            person.type_into("into", other.reference)
            go(person, "Look at both")
            go(person, f"Merge {one.reference} into {other.reference}")
            assert fresh(one).merged_into_id == other.pk
            person.open(at)
            assert other.reference in person.page.inner_text("#head")
