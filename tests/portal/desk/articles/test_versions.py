"""Versions of an article: listed, compared, restored."""

import pytest
from django.test import Client

from helpdesk.accounts.actors import Actor
from knowledge.models import Article, Category
from tests.portal.desk.articles.conftest import LIST, SCRIPT, rewritten, written


def test_listed_compared_and_restored(browser: Client, as_alice: Actor, article: Article) -> None:
    rewritten(article, as_alice, title="Signing in again", body="Type your address.\nThen the password.")
    here = f"{LIST}{article.pk}/versions"
    assert [row["number"] for row in browser.get(here).context["versions"]] == [2, 1]
    first = article.versions.get(number=1)
    page = browser.get(f"{here}/{first.pk}").content.decode()
    assert "From 1 to 2" in page
    assert "again" in page
    assert "<ins>" in page
    answer = browser.post(f"{here}/{first.pk}/restore")
    assert answer["Location"] == f"{LIST}{article.pk}?language=en"
    assert (article.texts.get().title, article.versions.count()) == ("Signing in", 3)


def test_any_two_of_a_language_are_compared(browser: Client, as_alice: Actor, article: Article) -> None:
    for text in ("one", "two"):
        rewritten(article, as_alice, body=text)
    first, second, third = article.versions.order_by("number")
    page = browser.get(f"{LIST}{article.pk}/versions/{third.pk}", {"with": str(second.pk)}).content.decode()
    assert "From 2 to 3" in page
    same = browser.get(f"{LIST}{article.pk}/versions/{first.pk}", {"with": str(first.pk)})
    assert same.status_code == 200


def test_each_language_has_its_own(browser: Client, as_alice: Actor, article: Article) -> None:
    rewritten(article, as_alice, language="de", title="Anmelden", body="x")
    here = f"{LIST}{article.pk}/versions"
    assert [row["title"] for row in browser.get(here, {"language": "de"}).context["versions"]] == ["Anmelden"]
    german, english = article.versions.get(language="de"), article.versions.get(language="en")
    assert browser.get(f"{here}/{german.pk}", {"with": str(english.pk)}).status_code == 404


def test_many_come_a_page_at_a_time(browser: Client, as_alice: Actor, article: Article) -> None:
    for number in range(32):
        rewritten(article, as_alice, body=f"Text {number}")
    here = f"{LIST}{article.pk}/versions"
    first = browser.get(here)
    assert (len(first.context["versions"]), first.context["more"]) == (30, 4)
    assert [row["number"] for row in browser.get(here, {"before": "4"}).context["versions"]] == [3, 2, 1]


@pytest.mark.parametrize("query", ["before=x", "before=-1", "language=tlh", "before=%00"])
def test_an_address_that_means_nothing_is_no_fault_of_ours(browser: Client, article: Article, query: str) -> None:
    assert browser.get(f"{LIST}{article.pk}/versions?{query}").status_code == 422


def test_a_version_of_another_article_is_not_found(
    browser: Client, as_alice: Actor, article: Article, accounts: Category, foreign_article: Article
) -> None:
    others = [written(as_alice, accounts, "Other").versions.get(), foreign_article.versions.get()]
    mine = article.versions.get()
    for other in others:
        assert browser.get(f"{LIST}{article.pk}/versions/{other.pk}").status_code == 404
        assert browser.get(f"{LIST}{article.pk}/versions/{mine.pk}", {"with": str(other.pk)}).status_code == 404
        assert browser.post(f"{LIST}{article.pk}/versions/{other.pk}/restore").status_code == 404
    assert article.texts.get().title == "Signing in"


def test_differences_do_nothing_on_the_page(browser: Client, as_alice: Actor, article: Article) -> None:
    rewritten(article, as_alice, title=SCRIPT, body=f"{SCRIPT}\n</del>")
    first = article.versions.get(number=1)
    page = browser.get(f"{LIST}{article.pk}/versions/{first.pk}").content.decode()
    assert SCRIPT not in page
    assert "&lt;script&gt;" in page or "&lt;" in page
