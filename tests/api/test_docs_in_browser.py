"""The pages for integrators as Chromium shows them: on a phone and wide, with scripts and without."""

import os
from typing import Any

import pytest

from tests.journeys.browser import Person, browser


@pytest.mark.browser
def test_the_pages_are_sound_on_every_screen(live_server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    # Playwright keeps an event loop in this thread, in which Django would refuse to put the database back.
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with browser() as chromium:
        for width in (360, 1280):
            for scripts in (True, False):
                person = Person(chromium, width=width, scripts=scripts)
                person.open(live_server.url + "/api/docs/")
                person.press("Desk")
                assert person.page.url.endswith("/api/docs/desk")
                for summary in person.page.locator("summary").all():
                    summary.click()
                person.look()
