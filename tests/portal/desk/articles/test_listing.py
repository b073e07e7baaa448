"""The list of articles and its filters."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Workspace
from knowledge.models import Article, Category
from tests.portal.desk.articles.conftest import LIST, category, published, rewritten, written


def titles(client: Client, **query: str) -> list[str]:
    answer = client.get(LIST, query)
    assert answer.status_code == 200
    return [row["title"] for row in answer.context["rows"]]


def test_the_last_changed_stands_first_and_the_list_goes_on_behind_the_last(
    browser: Client, as_alice: Actor, accounts: Category
) -> None:
    for number in range(33):
        written(as_alice, accounts, f"Article {number:02}")
    first = browser.get(LIST)
    shown = [row["title"] for row in first.context["rows"]]
    assert (shown[0], len(shown)) == ("Article 32", 30)
    rest = browser.get(LIST + first.context["more"])
    assert [row["title"] for row in rest.context["rows"]] == ["Article 02", "Article 01", "Article 00"]


def test_every_filter_narrows(browser: Client, as_alice: Actor, article: Article, accounts: Category) -> None:
    inside = category(as_alice, "Passwords", accounts)
    mail = category(as_alice, "Mail")
    reset = published(written(as_alice, inside, "Resetting", labels=["login"]), as_alice)
    spam = written(as_alice, mail, "Spam", visibility="members")
    rewritten(spam, as_alice, language="de", title="Unerwünschtes", body="x")
    assert titles(browser) == ["Spam", "Resetting", "Signing in"]
    assert titles(browser, category=str(accounts.pk)) == ["Resetting", "Signing in"]
    assert titles(browser, category=str(mail.pk)) == ["Spam"]
    assert titles(browser, state="published") == [reset.texts.get().title]
    assert titles(browser, visibility="members") == ["Spam"]
    assert titles(browser, language="de") == ["Unerwünschtes"]
    assert titles(browser, label="login") == ["Resetting"]
    assert titles(browser, q="SIGN in") == ["Signing in"]
    assert titles(browser, q="erwünscht", state="draft") == ["Spam"]
    assert titles(browser, q="%") == []


def test_a_place_without_categories_says_where_to_begin(browser: Client, acme: Workspace) -> None:
    assert f"{LIST}categories/new" in browser.get(LIST).content.decode()


def test_the_rail_leads_to_it_for_whom_it_is(browser: Client, viewer: Client, acme: Workspace) -> None:
    assert f'href="{LIST}"' in browser.get("/desk/acme/tickets/").content.decode()
    assert f'href="{LIST}"' not in viewer.get("/desk/acme/tickets/").content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "state=nonsense",
        "visibility=all",
        "language=tlh",
        "category=nonsense",
        "category=018f0000-0000-7000-8000-000000000000",
        "cursor=nonsense",
        "q=%00",
        "label=%00",
        "q=" + "x" * 201,
        "state=draft&state=published",
        "colour=red",
    ],
)
def test_an_address_that_means_nothing_is_no_fault_of_ours(browser: Client, article: Article, query: str) -> None:
    answer = browser.get(f"{LIST}?{query}")
    assert answer.status_code == 422
    assert not answer.context["rows"]


def test_nothing_of_another_workspace_shows(browser: Client, article: Article, foreign_article: Article) -> None:
    shown = browser.get(LIST).content.decode()
    assert "Signing in" in shown
    assert "Secret" not in shown
    assert browser.get(LIST, {"category": str(foreign_article.category_id)}).status_code == 422


def test_the_list_takes_as_many_statements_for_many_articles(
    browser: Client, as_alice: Actor, article: Article, accounts: Category
) -> None:
    browser.get(LIST)
    with CaptureQueriesContext(connection) as few:
        browser.get(LIST)
    for number in range(12):
        place = category(as_alice, f"Place {number}", accounts)
        rewritten(written(as_alice, place, f"More {number}"), as_alice, language="de", title="Mehr", body="x")
    with CaptureQueriesContext(connection) as many:
        browser.get(LIST)
    assert len(many) == len(few)
