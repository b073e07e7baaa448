"""Articles: begin them, write them, in several languages and under several addresses."""

from typing import Any

import pytest

from helpdesk.accounts.actors import Actor, member_actor
from helpdesk.accounts.models import Membership, Workspace
from helpdesk.http.database import run_with_retries
from helpdesk.lib.errors import Conflict, Forbidden, Invalid, NotFound, Stale
from knowledge.actions.create_article import create_article
from knowledge.actions.move_article import move_article
from knowledge.actions.remove_translation import remove_translation
from knowledge.actions.restore_version import restore_version
from knowledge.actions.set_author import set_author
from knowledge.actions.set_labels import set_labels
from knowledge.actions.set_visibility import set_visibility
from knowledge.actions.update_article import update_article
from knowledge.articles import find_article, find_by_slug, former_slug, text_in
from knowledge.models import Article, ArticleText, Category
from tests.knowledge.kit import do, events
from tests.together import at_once, failures


def write(actor: Actor, category: Category, title: str, **values: Any) -> Article:
    given = {"language": "en", "body": "Text."} | values
    return do(create_article, actor=actor, category=category, title=title, **given)


def slug(article: Article, language: str = "en") -> str:
    return article.texts.get(language=language).slug


def test_an_article_begins_as_a_draft_of_its_writer(alice: Membership, article: Article) -> None:
    article.refresh_from_db()
    assert (article.state, article.visibility, article.author, article.version) == ("draft", "public", alice, 1)
    text = article.texts.get()
    assert (text.title, text.slug) == ("Resetting your password", "resetting-your-password")
    assert [(one.number, one.title, one.author) for one in article.versions.all()] == [(1, text.title, alice)]
    assert events(article.pk) == ["article.created"]


def test_a_change_keeps_a_version_and_names_what_changed(article: Article, as_alice: Actor) -> None:
    do(update_article, article, actor=as_alice, language="en", body="Press it.\r\n\r\nThen wait. \n\n")
    article.refresh_from_db()
    assert (article.version, article.texts.get().body) == (2, "Press it.\n\nThen wait.")
    assert list(article.versions.order_by("number").values_list("number", flat=True)) == [1, 2]
    assert events(article.pk) == ["article.created", "article.text_changed"]


def test_the_same_text_again_changes_nothing(article: Article, as_alice: Actor) -> None:
    text = article.texts.get()
    do(update_article, article, actor=as_alice, language="en", title=text.title, body=text.body, slug=text.slug)
    article.refresh_from_db()
    assert (article.version, article.versions.count()) == (1, 1)


def test_a_translation_is_a_text_with_versions_of_its_own(article: Article, as_alice: Actor) -> None:
    do(update_article, article, actor=as_alice, language="ar", title="إعادة تعيين كلمة المرور", body="اضغط.")
    assert slug(article, "ar") == "إعادة-تعيين-كلمة-المرور"
    assert article.versions.filter(language="ar").get().number == 1


def test_old_addresses_lead_to_where_the_article_is_now(acme: Workspace, article: Article, as_alice: Actor) -> None:
    do(update_article, article, actor=as_alice, language="en", slug="Forgot it?")
    do(update_article, article, actor=as_alice, language="en", slug="forgotten")
    assert find_by_slug(acme, "en", "forgot-it") is None
    for old in ("resetting-your-password", "forgot-it"):
        found = former_slug(acme, "en", old)
        assert found is not None
        assert found.slug == "forgotten"
    assert former_slug(acme, "de", "forgot-it") is None
    assert article.versions.count() == 1


def test_an_address_that_was_left_can_be_taken_by_another(
    acme: Workspace, article: Article, accounts: Category, as_alice: Actor
) -> None:
    do(update_article, article, actor=as_alice, language="en", slug="forgotten")
    other = write(as_alice, accounts, "Other", slug="resetting-your-password")
    assert former_slug(acme, "en", "resetting-your-password") is None
    do(update_article, other, actor=as_alice, language="en", slug="elsewhere")
    found = former_slug(acme, "en", "resetting-your-password")
    assert found is not None
    assert found.article == other


def test_going_back_to_an_old_address_leaves_no_ring(acme: Workspace, article: Article, as_alice: Actor) -> None:
    for address in ("a", "b", "a"):
        do(update_article, article, actor=as_alice, language="en", slug=address)
    assert set(acme.former_slugs.values_list("slug", flat=True)) == {"resetting-your-password", "b"}


def test_a_title_in_use_gets_a_number(accounts: Category, as_alice: Actor) -> None:
    assert [slug(write(as_alice, accounts, title)) for title in ("Help!", "Help", "Search", "🎉")] == [
        "help",
        "help-2",
        "search-2",
        "article",
    ]


def test_a_version_comes_back_as_the_newest(article: Article, as_alice: Actor) -> None:
    do(update_article, article, actor=as_alice, language="en", title="New", body="New.")
    first = article.versions.get(number=1)
    do(restore_version, article, actor=as_alice, version=first)
    text = article.texts.get()
    assert (text.title, text.body) == (first.title, first.body)
    assert article.versions.count() == 3


def test_a_removed_translation_leaves_its_links_and_can_come_back(
    acme: Workspace, article: Article, as_alice: Actor
) -> None:
    do(update_article, article, actor=as_alice, language="de", title="Passwort zurücksetzen", body="Hier.")
    do(remove_translation, article, actor=as_alice, language="de")
    found = former_slug(acme, "de", "passwort-zurücksetzen")
    assert found is not None
    assert found.language == "en"
    do(restore_version, article, actor=as_alice, version=article.versions.get(language="de"))
    assert slug(article, "de") == "passwort-zurücksetzen"
    assert former_slug(acme, "de", "passwort-zurücksetzen") is None


def test_the_last_language_stays(article: Article, as_alice: Actor) -> None:
    with pytest.raises(Conflict):
        do(remove_translation, article, actor=as_alice, language="en")
    with pytest.raises(NotFound):
        do(remove_translation, article, actor=as_alice, language="de")


def test_labels_author_and_visibility_change_with_their_events(
    acme: Workspace, article: Article, adam: Membership, as_alice: Actor
) -> None:
    for _ in range(2):
        do(set_labels, article, actor=as_alice, labels=["Sign in", "sign in", "new"])
        do(set_author, article, actor=as_alice, author=adam)
        do(set_visibility, article, actor=as_alice, to="members")
    article.refresh_from_db()
    assert (article.labels, article.author, article.visibility) == (["Sign in", "new"], adam, "members")
    assert events(article.pk)[1:] == [
        "article.labels_changed",
        "article.author_changed",
        "article.visibility_changed",
    ]
    assert acme.audit_entries.get(action="article.visibility_changed").after == {"visibility": "members"}


def test_articles_move_within_and_between_categories(acme: Workspace, accounts: Category, as_alice: Actor) -> None:
    made = [write(as_alice, accounts, title) for title in "abc"]
    do(move_article, made[2], actor=as_alice, category=accounts, position=0)
    assert [one.pk for one in accounts.articles.order_by("position", "id")] == [made[2].pk, made[0].pk, made[1].pk]
    other = write(as_alice, accounts, "d").category
    do(move_article, made[0], actor=as_alice, category=other)
    assert events(made[0].pk) == ["article.created"]


def test_the_asked_language_is_read_first_then_the_workspaces_then_any(article: Article, as_alice: Actor) -> None:
    do(update_article, article, actor=as_alice, language="de", title="Passwort", body="Hier.")
    found = find_article(as_alice.workspace, article.pk)
    assert text_in(found, ["de"]).language == "de"
    assert text_in(found, ["fr"]).language == "en"
    do(remove_translation, found, actor=as_alice, language="en")
    assert text_in(find_article(as_alice.workspace, article.pk), ["fr"]).language == "de"


def test_customers_write_nothing(accounts: Category, article: Article, as_carol: Actor) -> None:
    for verb, values in (
        (create_article, {"category": accounts, "language": "en", "title": "x"}),
        (update_article, {"article": article, "language": "en", "title": "x"}),
        (set_labels, {"article": article, "labels": []}),
        (move_article, {"article": article, "category": accounts}),
    ):
        with pytest.raises(Forbidden):
            do(verb, actor=as_carol, **values)


def test_another_workspace_finds_nothing(article: Article, foreign_article: Article, as_eve: Actor) -> None:
    with pytest.raises(NotFound):
        do(update_article, article, actor=as_eve, language="en", title="x")
    with pytest.raises(NotFound):
        find_article(as_eve.workspace, article.pk)
    with pytest.raises(NotFound):
        do(restore_version, foreign_article, actor=as_eve, version=article.versions.get())
    with pytest.raises(Invalid):
        do(set_author, foreign_article, actor=as_eve, author=article.author)
    with pytest.raises(Invalid) as error:
        do(move_article, foreign_article, actor=as_eve, category=article.category)
    assert error.value.field == "category"


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("title", {"title": ""}),
        ("title", {"title": "x" * 201}),
        ("title", {"title": ["x"]}),
        ("body", {"body": "a\x00b"}),
        ("body", {"body": "x" * 100_001}),
        ("body", {"body": None}),
        ("language", {"language": "EN"}),
        ("language", {"language": "../en"}),
        ("slug", {"slug": "?"}),
        ("slug", {"slug": "feed"}),
        ("labels", {"labels": "one"}),
        ("labels", {"labels": ["a,b"]}),
        ("labels", {"labels": [str(number) for number in range(21)]}),
        ("labels", {"labels": [3]}),
        ("visibility", {"visibility": "secret"}),
        ("source", {"source": "x" * 301}),
    ],
)
def test_bad_input_names_its_field(accounts: Category, as_alice: Actor, field: str, values: dict[str, Any]) -> None:
    with pytest.raises(Invalid) as error:
        do(create_article, actor=as_alice, category=accounts, **({"title": "Good", "language": "en"} | values))
    assert error.value.field == field


def test_a_slug_of_another_article_is_refused_but_not_in_another_language(
    article: Article, accounts: Category, as_alice: Actor
) -> None:
    with pytest.raises(Conflict) as error:
        write(as_alice, accounts, "x", slug=slug(article))
    assert error.value.field == "slug"
    assert slug(write(as_alice, accounts, "x", slug=slug(article), language="de"), "de") == slug(article)


def test_a_writer_on_an_old_version_is_told_what_changed(article: Article, as_alice: Actor) -> None:
    do(update_article, article, actor=as_alice, language="en", body="Mine.")
    with pytest.raises(Stale) as error:
        do(update_article, article, actor=as_alice, language="en", body="Yours.", expected_version=1)
    assert [change["type"] for change in error.value.changed] == ["article.text_changed"]


@pytest.mark.django_db(transaction=True)
def test_ten_articles_of_one_title_made_at_once_get_ten_addresses(acme: Workspace, accounts: Category) -> None:
    actors = [Actor("system", None, acme, frozenset(), "", "") for _ in range(10)]
    results = at_once(10, lambda index: run_with_retries(lambda: write(actors[index], accounts, "Welcome")))
    assert not failures(results)
    slugs = set(ArticleText.objects.across_workspaces("a test").values_list("slug", flat=True))
    assert len(slugs) == 10


@pytest.mark.django_db(transaction=True)
def test_one_of_two_who_want_an_address_at_once_gets_it(accounts: Category, alice: Membership) -> None:
    actor = member_actor(alice)
    pair = [write(actor, accounts, title) for title in "ab"]
    results = at_once(2, lambda index: do(update_article, pair[index], actor=actor, language="en", slug="home"))
    assert [(type(error), getattr(error, "field", "")) for error in failures(results)] == [(Conflict, "slug")]
