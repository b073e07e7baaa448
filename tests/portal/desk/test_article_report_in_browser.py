"""The report on searches in Chromium: wide, on a phone, dark, with and without scripts."""

import os
from typing import Any

import pytest

from helpdesk.accounts.models import Membership, Workspace
from tests.cast import PASSWORD
from tests.journeys.browser import Person, browser
from tests.portal.desk.test_article_report import REPORT, an_article, searched, vote


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scripts"), [(1280, True), (360, False)])
def test_figures_picture_and_tables(
    width: int, scripts: bool, live_server: Any, acme: Workspace, vera: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Playwright keeps an event loop in this thread, in which Django would refuse to talk to the database.
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    searched(acme, "printer prints blank labels after the last update of the driver", count=3)
    searched(acme, "مرحبا", found=0)
    vote(an_article(acme, "Resetting your password"), "ann", is_helpful=True)
    with browser() as chromium:
        person = Person(chromium, width=width, scripts=scripts)
        person.open(live_server.url + REPORT)
        person.type_into("email", "vera@acme.example")
        person.type_into("password", PASSWORD)
        person.press(tag="button", about="Sign in")
        person.look()
        assert person.page.locator("svg rect.bar").count() == 30
        person.tab_to(tag="summary", about="The same as a table")
        person.page.keyboard.press("Enter")
        assert person.page.locator("tbody tr").count() >= 33
        person.look()
        person.press(tag="a", about="90 days")
        assert person.page.url.endswith("?days=90")
