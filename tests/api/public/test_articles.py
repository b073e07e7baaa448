"""GET /api/public/kb/search and POST /api/public/kb/click."""

import re
from typing import Any

import pytest

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Workspace
from helpdesk.events.unit import unit_of_work
from helpdesk.lib.ids import new_id, to_typeid
from knowledge.actions.create_article import create_article
from knowledge.actions.create_category import create_category
from knowledge.actions.publish_article import publish_article
from knowledge.actions.set_visibility import set_visibility
from knowledge.models import Article
from knowledge.search import reindex_articles
from tests.api.public.callers import PublicApi, fault

BODY = "First go to *Settings* > Account. Then click <b>Reset</b> password, and follow the mail."


def write(actor: Actor, title: str, body: str = BODY, **kwargs: Any) -> Article:
    """A published article."""
    category = actor.workspace.categories.first() or create_category(actor=actor, name="Help", language="en")
    article = create_article(actor=actor, category=category, language="en", title=title, body=body, **kwargs)
    return publish_article(article, actor=actor)


@pytest.fixture
def article(as_alice: Actor) -> Article:
    """One that everybody may read, and one that nobody outside may."""
    with unit_of_work():
        found = write(as_alice, "Resetting your password")
        set_visibility(write(as_alice, "Resetting a password for a customer"), actor=as_alice, to="members")
    reindex_articles(as_alice.workspace)
    return found


def search(anybody: PublicApi, workspace: Workspace, words: str = "reset password", **kwargs: Any) -> Any:
    """One search from a page of somebody else's."""
    query = {"workspace_id": to_typeid("wks", workspace.pk), "q": words} | kwargs
    return anybody.client.get("/api/public/kb/search", query, headers={"Origin": "https://shop.example"})


def test_published_articles_are_found_by_anybody_from_anywhere(
    anybody: PublicApi, acme: Workspace, article: Article, settings: Any
) -> None:
    answer = search(anybody, acme)
    assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (200, "*")
    assert "Set-Cookie" not in answer
    key = to_typeid("art", article.pk)
    (result,) = answer.json()["results"]
    assert (result["id"], result["title"]) == (key, "Resetting your password")
    assert result["url"] == f"{settings.BASE_URL}/portal/acme/kb/{key}"
    assert anybody.client.get(f"/portal/acme/kb/{key}", follow=True).status_code == 200


def test_the_snippet_is_markdown_with_the_match_in_bold_and_nothing_else_in_it(
    anybody: PublicApi, acme: Workspace, article: Article
) -> None:
    (result,) = search(anybody, acme).json()["results"]
    assert "**" in result["snippet"]
    assert "<b>" not in result["snippet"]


def test_where_the_article_goes_on_the_snippet_has_three_dots(
    anybody: PublicApi, as_alice: Actor, acme: Workspace
) -> None:
    with unit_of_work():
        write(as_alice, "Long", "Much is said before it… " * 40 + "here we reset it " + "and much after it. " * 40)
    reindex_articles(acme)
    (result,) = search(anybody, acme, "reset").json()["results"]
    assert re.fullmatch(r"\.\.\..*[^…]\*\*reset\*\*.*\.\.\.", result["snippet"], re.DOTALL)


def test_a_search_is_noted_and_a_click_on_what_it_found(anybody: PublicApi, acme: Workspace, article: Article) -> None:
    search(anybody, acme)
    body = {
        "workspace_id": to_typeid("wks", acme.pk),
        "article_id": to_typeid("art", article.pk),
        "query": "reset password",
    }
    answer = anybody("POST", "kb/click", body, headers={"Origin": "https://shop.example"})
    assert (answer.status_code, answer.json(), answer["Access-Control-Allow-Origin"]) == (200, {"ok": True}, "*")
    noted = acme.article_searches.get()
    assert (noted.words, noted.door, noted.found, noted.clicked_id) == ("reset password", "api", 1, article.pk)


def test_a_browser_may_ask_before_it_calls(anybody: PublicApi) -> None:
    for path, method in (("kb/search", "GET"), ("kb/click", "POST")):
        answer = anybody.client.options(
            f"/api/public/{path}",
            headers={"Origin": "https://shop.example", "Access-Control-Request-Method": method},
        )
        assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (204, "*")
        assert method in answer["Access-Control-Allow-Methods"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"q": ""}, "q"),
        ({"q": "  "}, "q"),
        ({"q": "x" * 201}, "q"),
        ({"q": "\x00"}, "q"),
        ({"workspace_id": ""}, "workspace_id"),
        ({"limit": "0"}, "limit"),
        ({"limit": "11"}, "limit"),
        ({"limit": "five"}, "limit"),
        ({"limit": ["1", "2"]}, "limit"),
        ({"lang": "de"}, "lang"),
    ],
)
def test_odd_searches_are_refused(anybody: PublicApi, acme: Workspace, change: dict[str, Any], field: str) -> None:
    answer = search(anybody, acme, **({"words": change.pop("q")} if "q" in change else {}), **change)
    assert fault(answer) == (400, "validation_error", field)
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_a_workspace_that_does_not_exist_is_not_found(anybody: PublicApi, acme: Workspace) -> None:
    for named in ("wks_abc123", to_typeid("wks", new_id()), "acme"):
        assert fault(search(anybody, acme, workspace_id=named)) == (404, "not_found", None)


def test_no_more_than_asked_for(anybody: PublicApi, as_alice: Actor, acme: Workspace) -> None:
    with unit_of_work():
        for number in range(12):
            write(as_alice, f"Password {number}")
    reindex_articles(acme)
    assert len(search(anybody, acme, "password").json()["results"]) == 5
    assert len(search(anybody, acme, "password", limit="10").json()["results"]) == 10
    assert len(search(anybody, acme, "password", limit="1").json()["results"]) == 1


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"workspace_id": 5, "article_id": [], "query": {}},
        {"workspace_id": "wks_x", "article_id": "art_x"},
        {"query": "x" * 100_000},
        {"workspace_id": "\x00", "article_id": "\x00", "query": "\x00"},
    ],
)
def test_a_click_that_cannot_be_noted_is_told_as_noted(
    anybody: PublicApi, acme: Workspace, body: dict[str, Any]
) -> None:
    answer = anybody("POST", "kb/click", body)
    assert (answer.status_code, answer.json()) == (200, {"ok": True})
    assert not acme.article_searches.exists()


def test_what_a_visitor_may_not_read_is_not_noted_as_clicked(
    anybody: PublicApi, acme: Workspace, globex: Workspace, article: Article
) -> None:
    internal = acme.articles.get(visibility="members")
    for workspace, named in ((acme, internal), (globex, article)):
        body = {"workspace_id": to_typeid("wks", workspace.pk), "article_id": to_typeid("art", named.pk)}
        assert anybody("POST", "kb/click", body).status_code == 200
    assert not acme.article_searches.exists()
    assert not globex.article_searches.exists()
