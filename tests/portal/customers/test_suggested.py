"""Articles offered while the subject of a request is typed, and "This solved it"."""

import re
from typing import Any

import pytest
from django.test import Client

from helpdesk.accounts.models import Workspace
from helpdesk.events.unit import unit_of_work
from helpdesk.http.limits import Limit
from knowledge.actions.create_article import create_article
from knowledge.actions.publish_article import publish_article
from knowledge.models import Article, ArticleSearch
from knowledge.search import reindex_articles
from portal.customers import suggested as portal_suggested
from tests.portal.widget.test_panel import article

__all__ = ["article"]
URL = "/portal/acme/submit/articles"
SOLVED = "/portal/acme/submit/solved"


def suggested(client: Client, subject: str, stage: str = "settled") -> Any:
    return client.get(URL, {"subject": subject, "stage": stage})


def searches() -> list[ArticleSearch]:
    return list(ArticleSearch._base_manager.order_by("created_at"))


def mark_in(page: str) -> str:
    found = re.search(r'name="s" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def test_articles_that_anybody_may_read_are_offered(client: Client, article: Article) -> None:
    page = suggested(client, "How do I go about paying").content.decode()
    assert "Paying by card" in page
    assert "Paying back by hand" not in page
    assert f'value="{article.pk}"' in page


def test_there_are_at_most_three(client: Client, article: Article, as_alice: Any) -> None:
    for number in range(4):
        with unit_of_work():
            one = create_article(
                actor=as_alice, category=article.category, language="en", title=f"Paying {number}", body="x"
            )
            publish_article(one, actor=as_alice)
    reindex_articles(article.workspace)
    assert suggested(client, "paying").content.decode().count("This solved it") == 3


def test_a_word_that_is_still_typed_finds_and_counts_for_nothing(client: Client, article: Article) -> None:
    assert b"Paying by card" in suggested(client, "payi", "typing").content
    assert not searches()


def test_a_settled_search_is_noted_once_as_one_of_the_form(client: Client, article: Article) -> None:
    suggested(client, "paying")
    (search,) = searches()
    assert (search.words, search.door, search.found, search.solved) == ("paying", "form", 1, False)


@pytest.mark.parametrize("stage", ["typing", "settled"])
def test_this_solved_it_is_counted_and_thanked_for(client: Client, article: Article, stage: str) -> None:
    mark = mark_in(suggested(client, "paying", stage).content.decode())
    answer = client.post(SOLVED, {"s": mark, "article": str(article.pk)})
    assert (answer.status_code, answer["Location"]) == (303, SOLVED)
    assert b"No request was sent." in client.get(SOLVED).content
    (search,) = searches()
    assert (search.words, search.door, search.clicked_id, search.solved) == ("paying", "form", article.pk, True)
    assert not article.workspace.tickets.exists()


@pytest.mark.parametrize("stage", ["typing", "settled"])
def test_an_article_that_was_opened_is_noted(client: Client, article: Article, stage: str) -> None:
    page = suggested(client, "paying", stage).content.decode()
    address = re.search(r'href="([^"]+)"', page)
    assert address is not None
    client.get(address[1])
    (search,) = searches()
    assert search.clicked_id == article.pk


@pytest.mark.parametrize("named", ["", "x", "a\x00b", "\ud800", "00000000-0000-0000-0000-000000000000"])
def test_what_the_button_says_may_be_anything(client: Client, article: Article, named: str) -> None:
    mark = mark_in(suggested(client, "paying").content.decode())
    for form in ({"s": mark, "article": named}, {"s": named, "article": str(article.pk)}):
        answer = client.post(SOLVED, {name: value.encode("utf-8", "surrogatepass") for name, value in form.items()})
        assert answer.status_code in (303, 422)
    assert not [search for search in searches() if search.solved]


def test_an_article_for_members_is_not_named_by_a_stranger(client: Client, article: Article) -> None:
    hidden = article.workspace.articles.exclude(pk=article.pk).get()
    mark = mark_in(suggested(client, "paying").content.decode())
    client.post(SOLVED, {"s": mark, "article": str(hidden.pk)})
    assert [search.clicked_id for search in searches()] == [None]


def test_a_mark_of_another_workspace_means_nothing(client: Client, article: Article, globex: Workspace) -> None:
    mark = mark_in(suggested(client, "paying").content.decode())
    assert client.post("/portal/globex/submit/solved", {"s": mark, "article": str(article.pk)}).status_code == 303
    assert not [search for search in searches() if search.solved]


@pytest.mark.parametrize("subject", ["", " ", "a\x00b", "x" * 5000, "zzzz", '"', "-", "<script>alert(1)</script>"])
def test_strange_subjects_offer_nothing(client: Client, article: Article, subject: str) -> None:
    for stage in ("typing", "settled"):
        answer = suggested(client, subject, stage)
        assert answer.status_code == 200
        assert answer.content.strip() == b""


def test_the_form_asks_only_where_there_is_something_to_find(client: Client, acme: Workspace) -> None:
    page = client.get("/portal/acme/submit").content
    assert b"data-suggest" not in page
    assert b"suggest.js" not in page


def test_the_form_asks_where_there_are_articles(client: Client, article: Article) -> None:
    page = client.get("/portal/acme/submit").content.decode()
    assert 'data-suggest="id_subject"' in page
    assert 'id="solved"' in page
    refused = client.post("/portal/acme/submit", {"subject": "paying"}).content.decode()
    assert 'data-suggest="id_subject"' in refused


@pytest.mark.usefixtures("limiter")
def test_both_have_a_limit(client: Client, article: Article, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portal_suggested, "KEYSTROKES", Limit("portal.suggested", "5/d"))
    assert [suggested(client, "zzz", "typing").status_code for _ in range(6)] == [200] * 5 + [429]
    assert [client.post(SOLVED).status_code for _ in range(21)][-2:] == [303, 429]
