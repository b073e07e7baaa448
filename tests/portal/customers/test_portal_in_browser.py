"""The portal's forms in a browser: files, suggestions, people in copy; with and without script."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from helpdesk.accounts.actions.update_workspace import update_workspace
from helpdesk.accounts.actors import Actor, system_actor
from helpdesk.events.unit import unit_of_work
from knowledge.models import Article
from tests.files.conftest import picture
from tests.journeys.browser import Person, browser
from tests.portal.customers.conftest import link_to
from tests.portal.desk.conftest import say
from tests.portal.widget.test_panel import article
from tickets.models import Ticket

__all__ = ["article"]
pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> Path:
    settings.HELPDESK_HOME = tmp_path / "home"
    (tmp_path / "cat.png").write_bytes(picture(size=(400, 300)))
    (tmp_path / "log.txt").write_text("It broke.\n")
    (tmp_path / "wrong.png").write_text("no picture")
    return tmp_path


@pytest.fixture
def visit(live_server: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Person]]:
    """Somebody at a browser."""
    # Playwright keeps an event loop in this thread, in which Django would refuse to put the database back.
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with browser() as chromium:

        def arrive(address: str, *, width: int = 1280, scripts: bool = True, dark: bool = False) -> Person:
            person = Person(chromium, width=width, scripts=scripts)
            if dark:
                person.page.emulate_media(color_scheme="dark")
            person.open(live_server.url + address)
            return person

        yield arrive


def fill(person: Person) -> None:
    for name, text in (("name", "Dora"), ("email", "dora@customer.example"), ("description", "It is silent.")):
        person.page.fill(f"#id_{name}", text)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_request_with_files(visit: Callable[..., Person], article: Article, home: Path, scripts: bool) -> None:
    person = visit("/portal/acme/submit", width=360, scripts=scripts)
    fill(person)
    person.page.fill("#id_subject", "No sound")
    person.page.set_input_files("#id_files", [home / "cat.png", home / "wrong.png"])
    person.page.click(".portal-form button.primary")
    person.page.wait_for_selector("#id_files_error")
    assert person.page.input_value("#id_subject") == "No sound"
    person.look()
    chosen = person.page.evaluate("document.getElementById('id_files').files.length")
    assert chosen == (2 if scripts else 0)
    person.page.set_input_files("#id_files", [home / "cat.png", home / "log.txt"])
    person.page.click(".portal-form button.primary")
    person.page.wait_for_selector(".portal-number")
    assert "/submitted/" in person.page.url
    person.look()
    names = article.workspace.ticket_files.order_by("created_at", "id").values_list("file__name", flat=True)
    assert list(names) == ["cat.png", "log.txt"]


def test_what_is_too_large_is_said_before_it_is_sent(
    visit: Callable[..., Person], article: Article, home: Path
) -> None:
    person = visit("/portal/acme/submit")
    fill(person)
    (home / "large.txt").write_bytes(b"x" * 15_000_001)
    person.page.set_input_files("#id_files", home / "large.txt")
    assert "too much at once" in person.page.inner_text("[data-sending]")
    person.page.click(".portal-form button.primary")
    assert person.page.url.endswith("/submit")
    assert not article.workspace.tickets.exists()


def test_an_article_is_offered_and_solves_it(visit: Callable[..., Person], article: Article) -> None:
    person = visit("/portal/acme/submit", width=360)
    person.page.locator("#id_subject").press_sequentially("paying")
    person.page.wait_for_selector(".portal-suggestion")
    person.look()
    person.page.focus("#id_subject")
    person.press(about="This solved it")
    person.page.wait_for_selector(".portal-done")
    person.look()
    assert article.workspace.article_searches.get(solved=True).clicked_id == article.pk
    assert not article.workspace.tickets.exists()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_reply_with_a_file_and_people_in_copy(
    visit: Callable[..., Person], ticket: Ticket, home: Path, scripts: bool
) -> None:
    with unit_of_work():
        changes = {"notice": "We are closed on Friday.", "colour": "#7a1f5c", "brand_name": "Acme Shop"}
        update_workspace(actor=system_actor(ticket.workspace), changes=changes)
    person = visit(link_to(ticket), width=360, scripts=scripts)
    person.page.fill("#id_body", "See here.")
    person.page.set_input_files("#id_files", home / "cat.png")
    person.page.click("#reply button.primary")
    person.page.wait_for_selector(".attached a")
    assert "Your message is with us." in person.page.inner_text("#main")
    person.page.fill("#id_person", "ana@customer.example")
    person.page.click("#people form:last-of-type button")
    person.page.wait_for_selector(".portal-people")
    person.look()
    ticket.refresh_from_db()
    assert ticket.cc_emails == ["ana@customer.example"]
    assert ticket.files.get().file.name == "cat.png"


@pytest.mark.parametrize(("colour", "dark"), [("#7a1f5c", False), ("#101010", True), ("#2e6b00", True)])
def test_a_brand_can_be_read(
    visit: Callable[..., Person], ticket: Ticket, as_alice: Actor, colour: str, dark: bool
) -> None:
    with unit_of_work():
        changes = {"notice": "We are closed on Friday.", "colour": colour, "brand_name": "Acme Shop"}
        update_workspace(actor=system_actor(ticket.workspace), changes=changes)
    say(ticket, as_alice, "Have you [looked here](https://example.com)?")
    for address in (link_to(ticket), "/portal/acme/submit"):
        visit(address, dark=dark)


def test_the_first_page_is_small(visit: Callable[..., Person], article: Article) -> None:
    person = visit("/portal/acme/")
    sizes = person.page.evaluate(
        "[...performance.getEntriesByType('resource'), ...performance.getEntriesByType('navigation')]"
        ".reduce((sum, entry) => sum + entry.decodedBodySize, 0)"
    )
    assert sizes < 75_000  # before it is packed, which brings it to a quarter


def test_the_composer_takes_files_and_keeps_them_when_it_is_asked_again(
    live_server: Any,
    visit: Callable[..., Person],
    signed_in: Any,
    alice: Any,
    ticket: Ticket,
    as_carol: Actor,
    home: Path,
) -> None:
    person = visit("/portal/acme/")
    cookie = signed_in(alice).cookies["sessionid"].value
    person.page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    person.open(f"{live_server.url}/desk/acme/tickets/{ticket.reference}")
    person.page.fill("#body", "Here it is.")
    person.page.set_input_files("#files", home / "log.txt")
    say(ticket, as_carol, "Wait!")
    person.page.click("#composer [data-send]")
    person.page.wait_for_selector("#composer [role=alert]")
    person.page.wait_for_function("document.getElementById('files').files.length === 1")
    person.page.click("#composer [data-send]")
    person.page.wait_for_selector(".message.ours .attached a")
    person.open(person.page.url)
    assert ticket.files.get().file.name == "log.txt"
