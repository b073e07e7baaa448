"""What scripts add to writing: drafts keep themselves, colleagues are offered, the inbox knows what was opened."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Membership
from helpdesk.events.unit import unit_of_work
from tests.journeys.browser import Person, browser
from tests.tickets.actions.test_read_notices import tell, unread
from tickets.actions import save_draft
from tickets.models import Draft, Ticket

pytestmark = pytest.mark.browser
SAVED = "[data-draft-state]:text('Draft saved')"


@pytest.fixture
def desk(
    live_server: Any, signed_in: Callable[[Membership], Client], alice: Membership, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Person]]:
    """Alice at a browser."""
    # Playwright keeps an event loop in this thread, in which Django would refuse to put the database back.
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    cookie = signed_in(alice).cookies["sessionid"].value
    with browser() as chromium:

        def sit_down(address: str, *, width: int = 1280, scripts: bool = True) -> Person:
            person = Person(chromium, width=width, scripts=scripts)
            person.page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
            person.open(live_server.url + address)
            return person

        yield sit_down


def bodies() -> list[tuple[str, str]]:
    return list(Draft._base_manager.order_by("mode").values_list("mode", "body"))


def test_what_is_written_keeps_itself(desk: Callable[..., Person], ticket: Ticket, address: str) -> None:
    person = desk(address)
    person.page.locator("#body").press_sequentially("Dear Carol")
    person.page.wait_for_selector(SAVED)
    assert bodies() == [("reply", "Dear Carol")]
    person.page.locator("#body").press_sequentially(", done.")
    person.page.goto(person.page.url.rpartition("/")[0] + "/")  # left before the next save was due
    person.page.wait_for_load_state("networkidle")
    assert bodies() == [("reply", "Dear Carol, done.")]
    person.page.goto(person.page.url.partition("/desk/")[0] + address)
    assert person.page.locator("#body").input_value() == "Dear Carol, done."
    person.page.locator("[data-mode='note']").check(force=True)
    person.page.wait_for_selector(SAVED)
    assert bodies() == [("note", "Dear Carol, done.")]
    person.look()
    person.page.locator("#body").press("Control+Enter")
    person.page.wait_for_selector("#messages:has-text('saved')")
    assert bodies() == []
    person.page.wait_for_timeout(3000)
    assert bodies() == []


def test_two_tabs_lose_no_word(desk: Callable[..., Person], ticket: Ticket, address: str, as_alice: Actor) -> None:
    person = desk(address)
    with unit_of_work():
        save_draft(ticket, actor=as_alice, mode="reply", body="From the other tab", seen_version=1)
    person.page.locator("#body").press_sequentially("From here")
    person.page.wait_for_selector("[data-draft-replaced] pre:text('From the other tab')")
    assert bodies() == [("reply", "From here")]
    person.look()


def test_a_draft_is_saved_and_thrown_away_by_its_buttons(
    desk: Callable[..., Person], ticket: Ticket, address: str
) -> None:
    for scripts in (True, False):
        person = desk(address, scripts=scripts, width=360)
        person.page.locator("#body").fill("Dear Carol")
        person.page.get_by_role("button", name="Save draft").click()
        person.page.wait_for_selector("#messages:has-text('Your draft is saved.')")
        assert bodies() == [("reply", "Dear Carol")]
        person.look()
        person.page.get_by_role("button", name="Throw away").click()
        person.page.wait_for_selector("#messages:has-text('thrown away')")
        assert bodies() == []


def test_colleagues_are_offered_in_a_note(
    desk: Callable[..., Person], ticket: Ticket, address: str, adam: Membership
) -> None:
    person = desk(address)
    field = person.page.locator("#body")
    field.press_sequentially("@ad")
    assert person.page.locator("#mention-choices").is_hidden()
    person.page.locator("[data-mode='note']").check(force=True)
    field.press_sequentially("a")
    person.page.wait_for_selector("#mention-choices li:has-text('Adam')")
    person.look()
    field.press("Enter")
    assert field.input_value() == "@adam "
    field.press_sequentially("and @")
    person.page.wait_for_selector("#mention-choices li >> nth=1")
    field.press("ArrowDown")
    field.press("Tab")
    assert field.input_value() == "@adam and @alice "
    field.press_sequentially("mail x@ad")
    assert person.page.locator("#mention-choices").is_hidden()


def test_opening_a_ticket_lowers_the_number(
    desk: Callable[..., Person], ticket: Ticket, address: str, alice: Membership
) -> None:
    tell(alice, ticket)
    person = desk("/desk/acme/inbox")
    assert person.page.locator("#rail-inbox .badge").inner_text().startswith("1")
    person.page.get_by_role("link", name="Adam mentioned you").click()
    person.page.wait_for_selector("#rail-inbox:not(:has(.badge))")
    assert person.page.locator("#unread-here").count() == 0
    assert unread(alice) == 0
    person.look()


@pytest.mark.parametrize("page", ["inbox", "inbox/choices", "drafts", "tickets/"])
def test_the_pages_are_sound_on_every_screen(
    desk: Callable[..., Person], ticket: Ticket, alice: Membership, as_alice: Actor, page: str
) -> None:
    tell(alice, ticket)
    with unit_of_work():
        save_draft(ticket, actor=as_alice, mode="note", body="She is angry. " * 30, seen_version=1)
    for width in (360, 1280):
        person = desk(f"/desk/acme/{page}", width=width)
        for scheme in ("light", "dark"):
            person.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            person.look()
            if os.environ.get("SHOTS"):
                person.page.screenshot(path=f"{os.environ['SHOTS']}/{page.replace('/', '_')}-{width}-{scheme}.png")
