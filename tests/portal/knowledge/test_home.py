"""/portal/<workspace>/kb/ and /portal/<workspace>/kb/<language>/"""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from helpdesk.accounts.models import Workspace
from helpdesk.events.unit import unit_of_work
from knowledge.actions.note_click import note_click
from knowledge.actions.note_search import note_search
from tests.portal.knowledge.conftest import HOME, Library, text

pytestmark = pytest.mark.django_db


def test_it_begins_with_a_search_box_and_lists_the_topics_with_their_first_articles(
    client: Client, library: Library
) -> None:
    page = text(client.get(HOME))
    assert 'role="search" action="/portal/acme/kb/en/search"' in page
    assert page.index('name="q"') < page.index("Your account") < page.index("Bills")
    assert 'href="/portal/acme/kb/en/category/your-account"' in page
    assert 'href="/portal/acme/kb/en/resetting-your-password"' in page


def test_what_searches_led_to_lately_is_listed_first(client: Client, acme: Workspace, library: Library) -> None:
    assert "Often read" not in text(client.get(HOME))
    for title in ("Paying by card", "Paying by card", "Inviting people", "What we tell angry people"):
        with unit_of_work():
            search = note_search(workspace=acme, words="x", language="en", door="portal", found=1)
            note_click(search, article=library.articles[title])
    page = text(client.get(HOME))
    popular = page[page.index("Often read") : page.index("Topics")]
    assert popular.index("Paying by card") < popular.index("Inviting people")
    assert "angry" not in popular


def test_an_address_without_its_last_slash_leads_there(client: Client, acme: Workspace) -> None:
    assert client.get("/portal/acme/kb")["Location"] == HOME
    assert client.get("/portal/acme/kb/de")["Location"] == "/portal/acme/kb/de/"


def test_a_workspace_without_articles_says_so_and_what_to_do(client: Client, acme: Workspace) -> None:
    page = text(client.get(HOME))
    assert "No articles yet" in page
    assert 'href="/portal/acme/submit"' in page


def test_a_category_with_nothing_to_read_for_a_stranger_is_not_named(
    client: Client, colleague: Client, library: Library
) -> None:
    assert "For us" not in text(client.get(HOME))
    assert "For us" in text(colleague.get(HOME))


def test_a_category_that_only_holds_others_is_named(client: Client, library: Library) -> None:
    outer = library.shelf("Company")
    library.shelf("History", parent=outer)
    library.write("How we began", category="History")
    page = text(client.get(HOME))
    assert "Company" in page
    assert 'href="/portal/acme/kb/en/category/history"' in page


def test_nothing_of_another_workspace_is_there(client: Client, library: Library, foreign_library: Library) -> None:
    assert "Secret" not in text(client.get(HOME))


@pytest.mark.parametrize(
    ("address", "other"),
    [
        ("/portal/nowhere/kb/", "/nothing/at/all"),
        ("/portal/nowhere/kb/en/", "/nothing/at/all"),
        ("/portal/acme/kb/tlh/", "/portal/acme/kb/en/nothing-of-the-kind"),
    ],
)
def test_a_workspace_or_language_that_does_not_exist_is_no_page(
    client: Client, acme: Workspace, address: str, other: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert answer.content == client.get(other).content


@pytest.mark.parametrize("address", ["", "en/", "en/category/your-account", "en/resetting-your-password", "en/search"])
def test_the_first_page_with_all_it_loads_stays_under_50_kb(client: Client, library: Library, address: str) -> None:
    page = client.get(HOME + address).content
    loaded = set(re.findall(r'(?:href|src)="/static/([^"#]+)', page.decode()))
    assert {"css/tokens.css", "css/knowledge.css", "js/knowledge.js"} <= loaded
    files = [finders.find(name) for name in loaded]
    assert len(page) + sum(Path(str(found)).stat().st_size for found in files) < 50_000


@pytest.mark.parametrize("address", ["", "en/category/your-account", "en/resetting-your-password", "en/search?q=x"])
def test_no_script_or_style_stands_in_the_page(client: Client, library: Library, address: str) -> None:
    page = text(client.get(HOME + address))
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", page)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", page))


def test_the_portal_and_the_request_form_lead_to_it_once_there_is_something_to_read(
    client: Client, acme: Workspace
) -> None:
    assert "/portal/acme/kb/" not in text(client.get("/portal/acme/"))


def test_the_portal_leads_to_it(client: Client, library: Library) -> None:
    assert 'action="/portal/acme/kb/search"' in text(client.get("/portal/acme/"))
    assert 'href="/portal/acme/kb/"' in text(client.get("/portal/acme/submit"))
