"""Changing many tickets in Chromium: by keyboard, with scripts and without, wide and on a phone."""

import os
from typing import Any

import pytest

from helpdesk.accounts.actors import Actor, member_actor
from helpdesk.accounts.models import Customer, Membership, Workspace
from helpdesk.events.unit import unit_of_work
from tests.cast import PASSWORD
from tests.journeys.browser import Person, browser
from tests.tickets.actions.kit import another
from tests.tickets.bulk.kit import finish
from tickets.actions import mark_spam
from tickets.models import BulkChange, Ticket

TICKED = "() => [...document.querySelectorAll('.ticket-tick input:checked')].map(box => Number(box.value))"


@pytest.fixture
def tickets(
    live_server: Any, acme: Workspace, alice: Membership, carol: Customer, ticket: Ticket, monkeypatch: Any
) -> list[Ticket]:
    """Five tickets in the list, newest first."""
    # Playwright keeps an event loop in this thread, in which Django would refuse to talk to the database.
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    later = [another(ticket, subject=f"The printer is on fire ({number})") for number in range(4)]
    return [*reversed(later), ticket]


def sign_in(person: Person, live_server: Any) -> None:
    """Alice, at the list."""
    person.open(live_server.url + "/desk/acme/tickets/")
    person.type_into("email", "alice@acme.example")
    person.type_into("password", PASSWORD)
    person.press(tag="button", about="Sign in")


@pytest.mark.browser
def test_ticking_by_keyboard(live_server: Any, tickets: list[Ticket]) -> None:
    with browser() as chromium:
        person = Person(chromium, width=1280, scripts=True)
        sign_in(person, live_server)
        keyboard, numbers = person.page.keyboard, [one.number for one in tickets]
        for key in "jjx":
            keyboard.press(key)
        assert person.page.evaluate(TICKED) == [numbers[1]]
        for key in ("j", "j", "Shift+x"):
            keyboard.press(key)
        assert person.page.evaluate(TICKED) == numbers[1:4]
        assert person.page.locator("[data-ticked]").inner_text() == "3"
        keyboard.press("x")
        assert person.page.evaluate(TICKED) == numbers[1:3]
        person.page.locator("[data-tick-all]").check()
        assert person.page.evaluate(TICKED) == numbers
        person.page.locator("#q").fill("x")
        assert person.page.evaluate(TICKED) == numbers
        person.press(tag="button", about="Change ticked")
        assert "Change 5 tickets" in person.page.locator("h1").inner_text()


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scripts"), [(1280, True), (360, True), (360, False)])
def test_from_the_list_to_the_way_back(
    width: int, scripts: bool, live_server: Any, tickets: list[Ticket], as_alice: Actor, alice: Membership
) -> None:
    with unit_of_work():
        mark_spam(tickets[4], actor=member_actor(alice))
    with browser() as chromium:
        person = Person(chromium, width=width, scripts=scripts)
        sign_in(person, live_server)
        person.press(tag="button", about="Change all of this list")
        person.page.locator("#priority").select_option("high")
        person.press("Preview")
        assert person.page.locator(".bulk-rows tbody tr").count() == 4
        person.press("Change 4 tickets now")
        change = BulkChange.objects.across_workspaces("one test").get()
        assert person.page.url.endswith(str(change.pk))
        assert "0 of 4" in person.page.locator("#bulk-change").inner_text()
        finish(change)
        if scripts:
            person.page.wait_for_selector("text=4 of 4")
            person.look()
        else:
            person.press("Look again")
        person.press("Take it back")
        finish(change.undo)
        person.open(person.page.url)
        assert {Ticket._base_manager.get(pk=one.pk).priority for one in tickets} == {"medium"}
