"""A chosen file goes ahead of its form; without script it goes with it."""

import os
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from helpdesk.accounts.actors import member_actor
from helpdesk.accounts.models import Membership
from helpdesk.events.unit import unit_of_work
from knowledge.actions.create_article import create_article
from knowledge.models import Article, Category
from tests.cast import PASSWORD
from tests.files.conftest import picture
from tests.journeys.browser import Person, browser

# It is fetched when it comes into sight, which may be a moment after.
DRAWN_WIDTH = """async () => {
  const picture = document.querySelector(".article-files img");
  picture.loading = "eager";
  await picture.decode();
  return picture.naturalWidth;
}"""


@pytest.fixture
def article(alice: Membership) -> Article:
    category = Category._base_manager.create(workspace=alice.workspace, created_at=timezone.now())
    with unit_of_work():
        return create_article(actor=member_actor(alice), category=category, language="en", title="Passwords")


@pytest.mark.browser
@pytest.mark.parametrize("scripts", [True, False])
def test_a_picture_is_added_to_an_article(
    live_server: Any,
    monkeypatch: pytest.MonkeyPatch,
    alice: Membership,
    article: Article,
    tmp_path: Path,
    scripts: bool,
) -> None:
    # Playwright keeps an event loop in this thread, in which Django would refuse to put the database back.
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    (tmp_path / "cat.png").write_bytes(picture())
    with browser() as chromium:
        person = Person(chromium, width=1280, scripts=scripts)
        page = person.page
        page.goto(live_server.url + f"/desk/acme/articles/{article.pk}")
        page.fill("input[type=email]", alice.user.email)
        page.fill("input[type=password]", PASSWORD)
        page.click("form button[type=submit]")
        page.wait_for_load_state("networkidle")
        page.set_input_files("#file", tmp_path / "cat.png")
        if scripts:
            page.wait_for_selector("[data-upload-state]:has-text('Uploaded')")
            assert alice.workspace.files.get().state == "finished"
        page.click("#files button[value=upload]")
        page.wait_for_selector(".article-files img")
        assert page.evaluate(DRAWN_WIDTH) == 40
        assert not person.complaints
    stored = article.files.get().file
    assert (stored.name, alice.workspace.files.count()) == ("cat.png", 1)
