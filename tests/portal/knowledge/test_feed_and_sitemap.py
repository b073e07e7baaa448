"""/portal/<workspace>/kb/<language>/feed.xml and /portal/<workspace>/kb/sitemap.xml"""

from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from django.test import Client

from helpdesk.accounts.models import Workspace
from portal.knowledge import sitemap
from tests.portal.knowledge.conftest import HOME, RESET, RESET_GERMAN, Library, text

pytestmark = pytest.mark.django_db
URL = "http://127.0.0.1:8000"
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def locations(client: Client, address: str) -> list[str]:
    """The addresses that a file of the sitemap names."""
    return [str(found.text) for found in ElementTree.fromstring(text(client.get(address))).iter(f"{MAP}loc")]


def test_the_feed_holds_the_public_articles_of_its_language_newest_first(client: Client, library: Library) -> None:
    answer = client.get(HOME + "en/feed.xml")
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(text(answer))
    titles = [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]
    assert titles[0] in {"Paying by card", "Resetting your password"}
    assert set(titles) == {"Resetting your password", "Inviting people", "Two-step sign-in", "Paying by card"}
    links = [link.get("href") for entry in feed.iter(f"{ATOM}entry") for link in entry.iter(f"{ATOM}link")]
    assert URL + RESET in links
    german = ElementTree.fromstring(text(client.get(HOME + "de/feed.xml")))
    assert [entry.findtext(f"{ATOM}title") for entry in german.iter(f"{ATOM}entry")] == ["Passwort zurücksetzen"]


def test_a_page_leads_feed_readers_there(client: Client, library: Library) -> None:
    assert 'type="application/atom+xml" href="/portal/acme/kb/en/feed.xml"' in text(client.get(HOME))


def test_a_feed_is_the_same_for_members(colleague: Client, library: Library) -> None:
    assert "angry" not in text(colleague.get(HOME + "en/feed.xml"))


def test_what_xml_cannot_say_is_left_out(client: Client, library: Library) -> None:
    library.write("Bell \x07 and \ufffe & <b>", category="Bills", body="A\x0cB\x1b & </summary> ]]>")
    feed = ElementTree.fromstring(text(client.get(HOME + "en/feed.xml")))
    assert any("& <b>" in str(entry.findtext(f"{ATOM}title")) for entry in feed.iter(f"{ATOM}entry"))


def test_the_sitemap_names_every_public_page_with_its_translations(client: Client, library: Library) -> None:
    assert locations(client, HOME + "sitemap.xml") == [f"{URL}{HOME}sitemap-1.xml"]
    found = locations(client, HOME + "sitemap-1.xml")
    assert {URL + RESET, URL + quote(RESET_GERMAN), f"{URL}{HOME}en/", f"{URL}{HOME}de/"} <= set(found)
    assert f"{URL}{HOME}de/category/ihr-konto" in found
    assert len(found) == len(set(found)) == 2 + 3 + 5
    part = ElementTree.fromstring(text(client.get(HOME + "sitemap-1.xml")))
    (page,) = [page for page in part if page.findtext(f"{MAP}loc") == URL + RESET]
    assert {link.get("hreflang"): link.get("href") for link in page.iter(f"{XHTML}link")} == {
        "en": URL + RESET,
        "de": URL + quote(RESET_GERMAN),
    }
    assert page.findtext(f"{MAP}lastmod")


def test_nothing_hidden_is_in_the_sitemap(
    client: Client, colleague: Client, library: Library, foreign_library: Library
) -> None:
    for browser in (client, colleague):
        found = " ".join(locations(browser, HOME + "sitemap-1.xml"))
        assert not [word for word in ("angry", "for-us", "not-ready", "secret") if word in found]


def test_a_big_sitemap_comes_in_parts_that_hold_everything_once(
    client: Client, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = locations(client, HOME + "sitemap-1.xml")
    monkeypatch.setattr(sitemap, "ARTICLES", 3)
    parts = locations(client, HOME + "sitemap.xml")
    assert len(parts) == 2
    pieces = [locations(client, part.removeprefix(URL)) for part in parts]
    assert [address for piece in pieces for address in piece] == whole
    assert client.get(HOME + "sitemap-3.xml").status_code == 404
    assert client.get(HOME + "sitemap-0.xml").status_code == 404


def test_a_workspace_without_articles_has_a_sitemap_of_its_front_page(client: Client, acme: Workspace) -> None:
    assert locations(client, HOME + "sitemap-1.xml") == [f"{URL}{HOME}en/"]
