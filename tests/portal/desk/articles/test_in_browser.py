"""Writing an article in Chromium: by keyboard, with scripts and without, wide and on a phone."""

import io
import os
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from PIL import Image
from playwright.sync_api import FilePayload

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Membership, Workspace
from knowledge.models import Category
from tests.journeys.browser import Person, browser
from tests.portal.desk.articles.conftest import LIST, rewritten


def picture() -> FilePayload:
    """A file as somebody chooses it."""
    content = io.BytesIO()
    Image.new("RGB", (40, 20), "red").save(content, "PNG")
    return {"name": "cat.png", "mimeType": "image/png", "buffer": content.getvalue()}


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scripts"), [(1280, True), (360, True), (360, False)])
def test_written_illustrated_published_translated_and_restored(
    width: int,
    scripts: bool,
    live_server: Any,
    acme: Workspace,
    alice: Membership,
    as_alice: Actor,
    accounts: Category,
    signed_in: Callable[[Membership], Client],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Playwright keeps an event loop in this thread, in which Django would refuse to talk to the database.
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with browser() as chromium:
        person = Person(chromium, width=width, scripts=scripts)
        page, preview = person.page, person.page.locator("#preview")
        enter(person, live_server.url, signed_in(alice))
        person.open(live_server.url + LIST)
        go(person, tag="a", about="New article")
        person.type_into("title", "Resetting a password")
        person.type_into("body", "Press **Forgot**.")
        person.tab_to(name="category")
        page.keyboard.press("ArrowDown")
        if scripts:
            page.wait_for_selector("#preview strong")
        else:
            go(person, tag="button", about="Preview")
        assert preview.locator("strong").inner_text() == "Forgot"
        go(person, tag="button", about="Save the draft")
        made = acme.articles.get()
        assert (made.category, made.texts.get().body) == (accounts, "Press **Forgot**.")
        add_picture(person, made.pk)
        assert "Forgot" in page.locator("#body").input_value()
        assert preview.locator("img").evaluate("image => image.complete && image.naturalWidth") == 40
        go(person, tag="button", about="Save and publish")
        made.refresh_from_db()
        assert (made.state, "file:" in made.texts.get().body) == ("published", True)
        translate(person)
        assert made.texts.get(language="ar").body == "اضغط هنا"
        rewritten(made, as_alice, body="Meanwhile somebody else wrote this.")
        person.open(f"{live_server.url}{LIST}{made.pk}/versions")
        go(person, tag="a", about="Resetting a password")
        go(person, tag="a", about="Versions")
        with page.expect_navigation():
            page.locator(".article-versions a").last.click()
        person.look()
        go(person, tag="button", about="Restore this version")
        assert made.texts.get(language="en").body == "Press **Forgot**."


def enter(person: Person, address: str, client: Client) -> None:
    """Signed in already."""
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    person.page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])


def go(person: Person, **wanted: str) -> None:
    """Press something, and wait for the page that it leads to, however long a busy machine takes."""
    person.tab_to(**wanted)
    with person.page.expect_navigation():
        person.page.keyboard.press("Enter")
    person.look()


def add_picture(person: Person, article: Any) -> None:
    """Upload it, and put it behind the text: with scripts by its button, without by typing what stands beside it."""
    page = person.page
    page.locator("#file").set_input_files(picture())
    if person.scripts:
        person.tab_to(tag="button", about="Add it")
        page.keyboard.press("Enter")
        page.wait_for_selector(".article-files li")
    else:
        go(person, tag="button", about="Add it")
    if person.scripts:
        page.locator("#body").evaluate("body => body.setSelectionRange(body.value.length, body.value.length)")
        person.tab_to(tag="button", about="Insert")
        page.keyboard.press("Enter")
        page.wait_for_selector("#preview img")
        page.wait_for_load_state("networkidle")
    else:
        code = page.locator(".article-files code").inner_text()
        page.locator("#body").fill(page.locator("#body").input_value() + code)
        go(person, tag="button", about="Preview")


def translate(person: Person) -> None:
    """Say it in Arabic too."""
    page = person.page
    page.locator("#add-language").select_option("ar")
    go(person, tag="button", about="Translate")
    assert page.locator("#body").evaluate("body => getComputedStyle(body).direction") == "rtl"
    person.type_into("title", "كلمة المرور")
    person.type_into("body", "اضغط هنا")
    go(person, tag="button", about="Save")
    assert page.locator(".article-tabs [aria-current]").inner_text() == "Arabic"


@pytest.mark.browser
def test_on_an_old_version_the_text_stays_and_what_came_in_between_shows(
    live_server: Any,
    alice: Membership,
    as_alice: Actor,
    article: Any,
    signed_in: Callable[[Membership], Client],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with browser() as chromium:
        person = Person(chromium, width=1280, scripts=True)
        enter(person, live_server.url, signed_in(alice))
        person.open(f"{live_server.url}{LIST}{article.pk}")
        rewritten(article, as_alice, body="Type your e-mail address.")
        person.page.locator("#body").fill("My own words")
        go(person, tag="button", about="Save")
        assert person.page.locator(".difference ins").first.is_visible()
        assert person.page.locator("#body").input_value() == "My own words"
        go(person, tag="button", about="Save")
        assert article.texts.get().body == "My own words"
