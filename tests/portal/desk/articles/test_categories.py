"""Categories: made, named in languages, nested, put in order, deleted."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Workspace
from knowledge.models import Article, Category
from tests.portal.desk.articles.conftest import LIST, SCRIPT, category, written

HERE = f"{LIST}categories/"


def names(client: Client) -> list[tuple[int, str]]:
    answer = client.get(HERE)
    assert answer.status_code == 200
    return [(row["node"].depth, row["node"].name) for row in answer.context["rows"]]


def test_made_nested_and_named_in_another_language(browser: Client, acme: Workspace, accounts: Category) -> None:
    sent = {"name": "Passwords", "language": "en", "parent": str(accounts.pk), "description": "Forgotten ones"}
    assert browser.post(f"{HERE}new", sent)["Location"] == HERE
    made = acme.categories.exclude(pk=accounts.pk).get()
    assert made.parent == accounts
    assert names(browser) == [(0, "Accounts"), (1, "Passwords")]
    sent = {"language": "ar", "name": "كلمات المرور", "description": "", "slug": ""}
    assert browser.post(f"{HERE}{made.pk}", sent)["Location"] == f"{HERE}{made.pk}?language=ar"
    assert made.texts.get(language="ar").name == "كلمات المرور"
    page = browser.get(f"{HERE}{made.pk}?language=ar").content.decode()
    assert 'value="كلمات المرور"' in page
    assert 'dir="rtl"' in page


def test_a_form_sent_twice_makes_one(browser: Client, acme: Workspace) -> None:
    for _ in range(2):
        assert browser.post(f"{HERE}new", {"name": "Mail", "language": "en", "once": "0" * 32})["Location"] == HERE
    assert acme.categories.count() == 1


def test_order_by_buttons_among_neighbours(browser: Client, as_alice: Actor, accounts: Category) -> None:
    mail, money = category(as_alice, "Mail"), category(as_alice, "Money")
    browser.post(f"{HERE}{money.pk}/move", {"to": "up"})
    assert [name for _, name in names(browser)] == ["Accounts", "Money", "Mail"]
    browser.post(f"{HERE}{accounts.pk}/move", {"to": "down"})
    assert [name for _, name in names(browser)] == ["Money", "Accounts", "Mail"]
    for to in ("down", "nonsense"):
        browser.post(f"{HERE}{mail.pk}/move", {"to": to})
        assert [name for _, name in names(browser)] == ["Money", "Accounts", "Mail"]


def test_moved_into_another_and_back_to_the_top(browser: Client, as_alice: Actor, accounts: Category) -> None:
    mail = category(as_alice, "Mail")
    browser.post(f"{HERE}{mail.pk}/move", {"parent": str(accounts.pk)})
    assert names(browser) == [(0, "Accounts"), (1, "Mail")]
    assert browser.post(f"{HERE}{accounts.pk}/move", {"parent": str(mail.pk)}).status_code == 422
    browser.post(f"{HERE}{mail.pk}/move", {"parent": ""})
    assert names(browser) == [(0, "Accounts"), (0, "Mail")]


def test_its_articles_stand_in_an_order_that_buttons_change(
    browser: Client, as_alice: Actor, accounts: Category
) -> None:
    made = [written(as_alice, accounts, title) for title in ("One", "Two", "Three")]

    def order() -> list[str]:
        return [row["title"] for row in browser.get(f"{HERE}{accounts.pk}").context["articles"]]

    browser.post(f"{LIST}{made[2].pk}/move", {"to": "up"})
    assert order() == ["One", "Three", "Two"]
    browser.post(f"{LIST}{made[0].pk}/move", {"to": "down"})
    assert order() == ["Three", "One", "Two"]
    # Where one went, its place is free: the next still goes up by one.
    browser.post(f"{LIST}{made[2].pk}/delete")
    browser.post(f"{LIST}{made[1].pk}/move", {"to": "up"})
    assert order() == ["Two", "One"]
    browser.post(f"{LIST}{made[1].pk}/move", {"to": "sideways"})
    assert order() == ["Two", "One"]


def test_a_long_category_comes_a_page_at_a_time(browser: Client, as_alice: Actor, accounts: Category) -> None:
    for number in range(52):
        written(as_alice, accounts, f"Article {number:02}")
    first = browser.get(f"{HERE}{accounts.pk}")
    assert [row["title"] for row in first.context["articles"]] == [f"Article {number:02}" for number in range(50)]
    rest = browser.get(f"{HERE}{accounts.pk}", {"after": first.context["more"]})
    assert [row["title"] for row in rest.context["articles"]] == ["Article 50", "Article 51"]


@pytest.mark.parametrize("after", ["nonsense", "-", "1-", "99999999999999-" + "0" * 32, "-1-" + "0" * 32])
def test_a_cursor_that_is_none_of_ours_is_said_to_be_that(browser: Client, accounts: Category, after: str) -> None:
    assert browser.get(f"{HERE}{accounts.pk}", {"after": after}).status_code == 422


def test_only_an_empty_one_goes(browser: Client, acme: Workspace, article: Article, accounts: Category) -> None:
    answer = browser.post(f"{HERE}{accounts.pk}/delete")
    assert answer.status_code == 409
    assert b"There are articles in this category" in answer.content
    browser.post(f"{LIST}{article.pk}/delete")
    assert browser.post(f"{HERE}{accounts.pk}/delete")["Location"] == HERE
    assert not acme.categories.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 81),
        ("description", "x" * 301),
        ("language", "tlh"),
        ("slug", "///"),
        ("parent", "x"),
        ("parent", "018f0000-0000-7000-8000-000000000000"),
    ],
)
def test_what_is_not_taken_stays_in_the_form(
    browser: Client, acme: Workspace, accounts: Category, field: str, value: str
) -> None:
    sent = {"name": "Kept", "language": "en", "description": "kept too"}
    answer = browser.post(f"{HERE}new", sent | {field: value})
    assert answer.status_code == 422
    assert b"ept" in answer.content
    assert acme.categories.count() == 1
    if field != "parent":
        assert browser.post(f"{HERE}{accounts.pk}", sent | {field: value}).status_code == 422
        assert accounts.texts.get().name == "Accounts"


def test_another_workspaces_category_is_no_place(
    browser: Client, acme: Workspace, accounts: Category, foreign_article: Article
) -> None:
    foreign = str(foreign_article.category_id)
    assert browser.post(f"{HERE}new", {"name": "x", "language": "en", "parent": foreign}).status_code == 422
    assert browser.post(f"{HERE}{accounts.pk}/move", {"parent": foreign}).status_code == 422
    assert b"Secret" not in browser.get(HERE).content


def test_names_do_nothing_on_these_pages(browser: Client, as_alice: Actor) -> None:
    made = category(as_alice, SCRIPT)
    for address in ("", f"{made.pk}", "new"):
        assert SCRIPT not in browser.get(HERE + address).content.decode()
    assert SCRIPT not in browser.get(LIST).content.decode()


def test_the_tree_takes_as_many_statements_for_more_of_them(
    browser: Client, as_alice: Actor, accounts: Category
) -> None:
    browser.get(HERE)
    with CaptureQueriesContext(connection) as few:
        browser.get(HERE)
    for number in range(6):
        category(as_alice, f"Place {number}", accounts)
    with CaptureQueriesContext(connection) as many:
        browser.get(HERE)
    assert len(many) == len(few)
