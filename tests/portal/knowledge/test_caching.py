"""What may be kept of a page, and when a kept one is shown again."""

from typing import Any

import pytest
from django.test import Client

from knowledge.actions.unpublish_article import unpublish_article
from knowledge.actions.update_article import update_article
from tests.portal.knowledge.conftest import HOME, INTERNAL, RESET, Library, do, text

pytestmark = pytest.mark.django_db
PUBLIC = ["", "en/", "en/category/your-account", "en/feed.xml", "sitemap.xml", "sitemap-1.xml"]
CONTROLS = {"": "public, max-age=60", "sitemap.xml": "public, max-age=3600", "sitemap-1.xml": "public, max-age=3600"}


def again(client: Client, address: str, first: Any) -> Any:
    """Ask whether it is still the same."""
    return client.get(address, headers={"If-None-Match": first["ETag"]})


@pytest.mark.parametrize("address", PUBLIC)
def test_pages_for_everybody_may_be_kept_for_a_while(client: Client, library: Library, address: str) -> None:
    first = client.get(HOME + address)
    assert first["Cache-Control"] == CONTROLS.get(address, CONTROLS[""])
    assert "Cookie" in first["Vary"]
    assert not first.cookies
    unchanged = again(client, HOME + address, first)
    assert (unchanged.status_code, unchanged.content) == (304, b"")


def test_an_article_holds_a_form_and_stays_with_one_browser(client: Client, library: Library) -> None:
    first = client.get(RESET)
    assert first["Cache-Control"] == "private, no-cache"
    assert first["Last-Modified"]
    second = client.get(RESET)
    assert second.content != first.content  # another token, which is good as long
    assert again(client, RESET, second).status_code == 304
    assert again(Client(), RESET, second).status_code == 200


def test_a_change_is_seen_at_once(client: Client, library: Library) -> None:
    client.get(RESET)
    first = client.get(RESET)
    article = library.articles["Resetting your password"]
    do(update_article, article, actor=library.actor, language="en", body="Write to us.")
    assert "Write to us." in text(again(client, RESET, first))
    first = client.get(RESET)
    do(unpublish_article, article, actor=library.actor)
    assert again(client, RESET, first).status_code == 404


def test_the_readers_colours_belong_to_the_page(client: Client, library: Library) -> None:
    first = client.get(HOME)
    client.cookies["theme"] = "dark"
    assert again(client, HOME, first).status_code == 200


@pytest.mark.parametrize("address", [HOME, RESET, INTERNAL, HOME + "en/search?q=x", HOME + "en/feed.xml"])
def test_nothing_that_a_member_sees_is_kept(colleague: Client, library: Library, address: str) -> None:
    answer = colleague.get(address)
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
    assert "ETag" not in answer
    assert "Cookie" in answer["Vary"]


def test_no_member_gets_unchanged_for_what_a_stranger_saw(client: Client, colleague: Client, library: Library) -> None:
    first = client.get(HOME)
    assert "For us" in text(again(colleague, HOME, first))


def test_a_head_request_is_answered_like_a_get(client: Client, library: Library) -> None:
    answer = client.head(HOME)
    assert (answer.status_code, answer["ETag"]) == (200, client.get(HOME)["ETag"])
