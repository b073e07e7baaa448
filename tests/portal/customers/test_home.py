"""/portal/<workspace>/"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from helpdesk.accounts.models import Workspace

pytestmark = pytest.mark.django_db
PUBLIC = ["", "submit", "track", "track/sent"]


def test_it_offers_to_send_and_to_track_a_request(client: Client, acme: Workspace) -> None:
    page = client.get("/portal/acme/").content.decode()
    assert 'href="/portal/acme/submit"' in page
    assert 'action="/portal/acme/track"' in page
    assert "Acme" in page


def test_the_address_without_its_last_slash_leads_there(client: Client, acme: Workspace) -> None:
    assert client.get("/portal/acme")["Location"] == "/portal/acme/"


@pytest.mark.parametrize("address", [*PUBLIC, "submitted/x", "tickets/TKT-0001"])
def test_a_workspace_that_does_not_exist_is_a_page_that_does_not_exist(
    client: Client, acme: Workspace, address: str
) -> None:
    answer = client.get(f"/portal/nowhere/{address}")
    assert answer.status_code == 404
    assert answer.content == client.get("/nothing/at/all").content


@pytest.mark.parametrize("address", PUBLIC)
def test_looking_changes_nothing(
    client: Client, acme: Workspace, everything: Callable[[], list[int]], address: str
) -> None:
    before = everything()
    assert client.get(f"/portal/acme/{address}").status_code == 200
    assert client.head(f"/portal/acme/{address}").status_code == 200
    assert everything() == before


@pytest.mark.parametrize("address", ["", "track/sent"])
def test_pages_without_a_form_take_none(client: Client, acme: Workspace, address: str) -> None:
    assert client.post(f"/portal/acme/{address}").status_code == 405


@pytest.mark.parametrize("address", ["", "submit"])
def test_the_first_page_with_all_it_loads_stays_under_50_kb(client: Client, acme: Workspace, address: str) -> None:
    page = client.get(f"/portal/acme/{address}").content
    loaded = set(re.findall(r'(?:href|src)="/static/([^"#]+)', page.decode()))
    assert {"css/tokens.css", "css/base.css", "css/portal.css", "js/theme.js"} <= loaded
    files = [finders.find(name) for name in loaded]
    assert len(page) + sum(Path(str(found)).stat().st_size for found in files) < 50_000


@pytest.mark.parametrize("address", PUBLIC)
def test_no_script_or_style_stands_in_the_page(client: Client, acme: Workspace, address: str) -> None:
    page = client.get(f"/portal/acme/{address}").content.decode()
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", page)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", page))


def test_what_is_not_there_leads_back_to_the_portal(client: Client, acme: Workspace) -> None:
    german = {"Accept-Language": "de"}
    found = client.get("/portal/acme/kb/de/nothing-of-the-kind", headers=german).content.decode()
    assert 'href="/portal/acme/"' in found
    assert "Diese Seite gibt es nicht" in client.get("/portal/acme/no/such/page", headers=german).content.decode()
