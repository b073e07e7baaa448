"""A new ticket with files in a browser, with and without script."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from helpdesk.accounts.models import Membership, Workspace
from tests.files.conftest import picture
from tests.journeys.browser import Person, browser
from tests.portal.desk.test_new import NEW

pytestmark = pytest.mark.browser
SEND = "#new-ticket [data-send]"


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> Path:
    settings.HELPDESK_HOME = tmp_path / "home"
    (tmp_path / "cat.png").write_bytes(picture())
    (tmp_path / "log.txt").write_text("It broke.\n")
    (tmp_path / "wrong.png").write_text("no picture")
    return tmp_path


@pytest.fixture
def desk(
    live_server: Any, signed_in: Callable[[Membership], Client], alice: Membership, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Person]]:
    """Alice at the form."""
    # Playwright keeps an event loop in this thread, in which Django would refuse to put the database back.
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    cookie = signed_in(alice).cookies["sessionid"].value
    with browser() as chromium:

        def sit_down(*, width: int, scripts: bool) -> Person:
            person = Person(chromium, width=width, scripts=scripts)
            person.page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
            person.open(live_server.url + NEW)
            return person

        yield sit_down


@pytest.mark.parametrize("scripts", [True, False])
def test_a_new_ticket_with_files(desk: Callable[..., Person], acme: Workspace, home: Path, scripts: bool) -> None:
    person = desk(width=360, scripts=scripts)
    page = person.page
    for name, text in (("email", "dora@customer.example"), ("subject", "Phone call"), ("body", "No sound.")):
        page.fill(f"#{name}", text)
    page.set_input_files("#files", [home / "log.txt", home / "wrong.png"])
    page.click(SEND)
    page.wait_for_selector("#files[aria-invalid]")
    assert "wrong.png is not what its name says" in page.inner_text("#problem")
    assert page.input_value("#body") == "No sound."
    person.look()
    assert page.evaluate("document.getElementById('files').files.length") == (2 if scripts else 0)
    page.set_input_files("#files", [home / "cat.png", home / "log.txt"])
    page.click(SEND)
    page.wait_for_selector("#composer")
    person.look()
    ticket = acme.tickets.get()
    assert page.url.endswith(f"/desk/acme/tickets/{ticket.reference}")
    assert f"{ticket.reference} is open" in page.inner_text("#messages")
    rows = ticket.files.order_by("created_at", "id").select_related("file")
    assert [(row.file.name, row.comment_id) for row in rows] == [("cat.png", None), ("log.txt", None)]
    assert "cat.png" in page.inner_text("#thread")


def test_how_much_is_sent_is_said(desk: Callable[..., Person], home: Path) -> None:
    person = desk(width=1280, scripts=True)
    person.page.set_input_files("#files", home / "log.txt")
    person.page.evaluate(
        """() => {
          const form = document.getElementById("new-ticket");
          form.dispatchEvent(new CustomEvent("htmx:beforeRequest", { bubbles: true, detail: {} }));
          const detail = { lengthComputable: true, loaded: 1, total: 4 };
          form.dispatchEvent(new CustomEvent("htmx:xhr:progress", { bubbles: true, detail }));
        }"""
    )
    assert person.page.inner_text("[data-files-state]") == "Sending … 25 %"


def test_what_is_too_much_is_said_before_it_is_sent(desk: Callable[..., Person], acme: Workspace, home: Path) -> None:
    person = desk(width=1280, scripts=True)
    for name, text in (("email", "dora@customer.example"), ("subject", "Phone call"), ("body", "No sound.")):
        person.page.fill(f"#{name}", text)
    person.page.evaluate("document.getElementById('files').dataset.most = '3'")
    person.page.set_input_files("#files", home / "log.txt")
    assert "too much at once" in person.page.inner_text("[data-files-state]")
    person.page.click(SEND)
    person.page.wait_for_timeout(300)
    assert person.page.url.endswith(NEW)
    assert not acme.tickets.exists()
