"""/portal/<workspace>/kb/<language>/search"""

import re

import pytest
from django.test import Client

from helpdesk.accounts.models import Workspace
from tests.portal.knowledge.conftest import HOME, RESET, Library, text

pytestmark = pytest.mark.django_db
SEARCH = HOME + "en/search"


def searches(workspace: Workspace) -> list[tuple[str, str, int, bool]]:
    """What was noted: words, language, how many were found, whether one was opened."""
    noted = workspace.article_searches.order_by("created_at").values_list("words", "language", "found", "clicked")
    return [(words, language, found, clicked is not None) for words, language, found, clicked in noted]


def first_link(page: str) -> str:
    """Where the first result leads."""
    found = re.search(r'id="kb-hit-1" href="([^"]+)"', page)
    assert found
    return found[1]


def test_it_shows_what_was_found_with_the_words_marked(client: Client, indexed: Library) -> None:
    page = text(client.get(SEARCH, {"q": "forgot password"}))
    assert first_link(page).startswith(RESET + "?s=")
    assert re.search(r"<mark>[^<]*password</mark>", page, re.IGNORECASE)
    assert 'value="forgot password"' in page


def test_a_search_is_noted_and_so_is_what_it_led_to(client: Client, acme: Workspace, indexed: Library) -> None:
    page = text(client.get(SEARCH, {"q": "password"}))
    ((words, language, found, clicked),) = searches(acme)
    assert (words, language, clicked) == ("password", "en", False)
    assert found >= 1
    answer = client.get(first_link(page))
    # The mark is out of the address at once, so that nobody passes it on.
    assert (answer.status_code, answer["Location"]) == (303, RESET)
    assert searches(acme) == [("password", "en", found, True)]


def test_what_is_typed_is_not_noted_until_the_typing_stops(client: Client, acme: Workspace, indexed: Library) -> None:
    for words in ("pa", "pass", "passwor"):
        part = text(client.get(SEARCH, {"q": words, "stage": "typing"}))
        assert "<html" not in part
    assert "Resetting your" in part
    assert searches(acme) == []
    text(client.get(SEARCH, {"q": "password", "stage": "settled"}))
    assert [row[0] for row in searches(acme)] == ["password"]


def test_who_chooses_while_typing_has_searched(client: Client, acme: Workspace, indexed: Library) -> None:
    part = text(client.get(SEARCH, {"q": "passwor", "stage": "typing"}))
    assert client.get(first_link(part))["Location"] == RESET
    ((words, _language, _found, clicked),) = searches(acme)
    assert (words, clicked) == ("passwor", True)


@pytest.mark.parametrize("mark", ["x", "0" * 32, "a.b.c", "%00", "é", "x" * 3000])
def test_a_mark_that_is_not_ours_stops_nobody(client: Client, acme: Workspace, library: Library, mark: str) -> None:
    assert client.get(f"{RESET}?s={mark}")["Location"] == RESET
    assert searches(acme) == []


def test_a_mark_of_another_workspace_counts_for_nothing(
    client: Client, acme: Workspace, globex: Workspace, indexed: Library, foreign_library: Library
) -> None:
    page = text(client.get(SEARCH, {"q": "password"}))
    part = text(client.get(SEARCH, {"q": "password", "stage": "typing"}))
    for link in (first_link(page), first_link(part)):
        mark = link.partition("?")[2]
        assert client.get(f"/portal/globex/kb/en/secret?{mark}").status_code == 303
    assert searches(globex) == []
    assert [row[3] for row in searches(acme)] == [False]


def test_nothing_found_says_so_and_what_to_do(client: Client, acme: Workspace, indexed: Library) -> None:
    page = text(client.get(SEARCH, {"q": "qqxxyyzz"}))
    assert "Nothing found for" in page
    assert 'href="/portal/acme/submit"' in page
    assert searches(acme) == [("qqxxyyzz", "en", 0, False)]


def test_internal_articles_are_found_by_members_alone(client: Client, colleague: Client, indexed: Library) -> None:
    assert "angry" not in text(client.get(SEARCH, {"q": "zebrafish"}))
    page = text(colleague.get(SEARCH, {"q": "zebrafish"}))
    assert "What we tell angry people" in page
    assert "Members only" in page


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "a\x00b", "'", "\\"])
def test_what_was_asked_is_shown_as_text(client: Client, indexed: Library, words: str) -> None:
    page = text(client.get(SEARCH, {"q": words}))
    assert "<script>alert" not in page
    assert "<img src=x" not in page


@pytest.mark.parametrize("words", ["", "   ", "\x00"])
def test_asking_for_nothing_shows_the_box_and_notes_nothing(
    client: Client, acme: Workspace, library: Library, words: str
) -> None:
    assert "found" not in text(client.get(SEARCH, {"q": words})).partition("<main")[2].replace("data-kb-found", "")
    assert searches(acme) == []


def test_a_novel_is_cut(client: Client, acme: Workspace, indexed: Library) -> None:
    text(client.get(SEARCH, {"q": "word " * 5000}))
    assert len(searches(acme)[0][0]) <= 200


def test_without_a_language_it_leads_to_the_readers_own(client: Client, library: Library) -> None:
    answer = client.get(HOME + "search?q=a+b", headers={"Accept-Language": "de"})
    assert answer["Location"] == HOME + "de/search?q=a+b"


def test_results_are_for_no_search_engine_and_no_cache(client: Client, library: Library) -> None:
    answer = client.get(SEARCH, {"q": "password"})
    assert answer["Cache-Control"] == "no-store"
    assert '<meta name="robots" content="noindex">' in text(answer)


def test_searching_is_limited(client: Client, library: Library, limiter: None) -> None:
    answers = [client.get(SEARCH).status_code for _ in range(61)]
    assert answers == [200] * 60 + [429]
    assert client.get(SEARCH, {"q": "pa", "stage": "typing"}).status_code == 200
