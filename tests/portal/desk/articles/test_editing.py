"""Writing, saving, publishing an article on the desk."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Membership, Workspace
from knowledge.models import Article, Category
from tests.portal.desk.articles.conftest import FORM, LIST, SCRIPT, category, form_of, published, rewritten, written


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_draft_is_written_and_then_saved_again(
    browser: Client, acme: Workspace, alice: Membership, accounts: Category
) -> None:
    answer = browser.post(f"{LIST}new", FORM | {"category": str(accounts.pk), "labels": "login, Password"})
    made = acme.articles.get()
    assert (answer.status_code, answer["Location"]) == (303, f"{LIST}{made.pk}")
    assert (made.state, made.labels, made.author) == ("draft", ["login", "Password"], alice)
    answer = browser.post(f"{LIST}{made.pk}", form_of(made, title="Passwords", slug="passwords", body="# New\r\ntext"))
    assert (answer.status_code, answer["Location"]) == (303, f"{LIST}{made.pk}?language=en")
    text = made.texts.get()
    assert (text.title, text.slug, text.body) == ("Passwords", "passwords", "# New\ntext")
    assert made.versions.count() == 2


def test_a_form_sent_twice_makes_one(browser: Client, acme: Workspace, accounts: Category) -> None:
    sent = FORM | {"category": str(accounts.pk), "once": "0" * 32}
    first, second = (browser.post(f"{LIST}new", sent) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert acme.articles.count() == 1


def test_a_new_one_can_be_published_at_once(browser: Client, acme: Workspace, accounts: Category) -> None:
    browser.post(f"{LIST}new", FORM | {"category": str(accounts.pk), "do": "publish"})
    assert acme.articles.get().state == "published"


def test_everything_beside_the_text_is_saved_with_it(
    browser: Client, as_alice: Actor, article: Article, adam: Membership
) -> None:
    mail = category(as_alice, "Mail")
    sent = form_of(article, category=str(mail.pk), visibility="members", labels="a, b، c", author=str(adam.pk))
    assert browser.post(f"{LIST}{article.pk}", sent).status_code == 303
    article.refresh_from_db()
    assert (article.category, article.visibility, article.labels, article.author) == (
        mail,
        "members",
        ["a", "b", "c"],
        adam,
    )
    browser.post(f"{LIST}{article.pk}", form_of(article, author=""))
    article.refresh_from_db()
    assert article.author is None


def test_publish_take_back_archive(browser: Client, article: Article) -> None:
    here = f"{LIST}{article.pk}"
    browser.post(here, form_of(article, do="publish", title="Signing in again"))
    article.refresh_from_db()
    assert (article.state, article.texts.get().title) == ("published", "Signing in again")
    browser.post(f"{here}/state", {"to": "draft"})
    article.refresh_from_db()
    assert article.state == "draft"
    browser.post(f"{here}/state", {"to": "archived"})
    article.refresh_from_db()
    assert article.state == "archived"
    assert browser.post(f"{here}/state", {"to": "nonsense"}).status_code == 422


def test_scheduled_on_the_clock_of_the_workspace(browser: Client, acme: Workspace, article: Article) -> None:
    Workspace.objects.filter(pk=acme.pk).update(time_zone="Asia/Tokyo")
    year = datetime.datetime.now(datetime.UTC).year + 1
    sent = form_of(article, do="schedule", publish_at=f"{year}-03-01T09:00")
    assert browser.post(f"{LIST}{article.pk}", sent).status_code == 303
    article.refresh_from_db()
    assert (article.state, article.publish_at) == (
        "scheduled",
        datetime.datetime(year, 3, 1, 0, 0, tzinfo=datetime.UTC),
    )
    shown = page(browser, f"{LIST}{article.pk}")
    assert f'value="{year}-03-01T09:00"' in shown
    assert "Asia/Tokyo" in shown


@pytest.mark.parametrize("moment", ["", "2001-01-01T09:00", "nonsense", "9999-12-31T23:59"])
def test_a_moment_that_is_none_keeps_it_a_draft_and_the_form_as_it_was(
    browser: Client, article: Article, moment: str
) -> None:
    answer = browser.post(f"{LIST}{article.pk}", form_of(article, do="schedule", publish_at=moment, body="Half done"))
    assert answer.status_code == 422
    assert b"Half done" in answer.content
    article.refresh_from_db()
    assert (article.state, article.texts.get().body) == ("draft", "Type your address.")


def test_a_translation_is_begun_beside_its_original_and_read_from_its_side(browser: Client, article: Article) -> None:
    begun = page(browser, f"{LIST}{article.pk}?language=ar")
    assert "The original, English" in begun
    assert 'lang="ar" dir="rtl"' in begun
    assert '<input type="hidden" name="language" value="ar">' in begun
    sent = form_of(article) | {"language": "ar", "title": "تسجيل الدخول", "slug": "", "body": "اكتب عنوانك."}
    assert browser.post(f"{LIST}{article.pk}", sent)["Location"].endswith("?language=ar")
    assert article.texts.get(language="ar").title == "تسجيل الدخول"
    assert "تسجيل الدخول" in page(browser, f"{LIST}{article.pk}?language=ar")
    browser.post(f"{LIST}{article.pk}/translation/remove", {"language": "ar"})
    assert not article.texts.filter(language="ar").exists()


def test_the_last_language_stays(browser: Client, article: Article) -> None:
    assert browser.post(f"{LIST}{article.pk}/translation/remove", {"language": "en"}).status_code == 409
    assert article.texts.count() == 1


def test_what_was_written_on_an_old_version_is_refused_and_shows_what_came_in_between(
    browser: Client, as_alice: Actor, article: Article
) -> None:
    seen = article.versions.get()
    sent = form_of(article, body="My own words", seen=str(seen.pk))
    rewritten(article, as_alice, body="Type your e-mail address.")
    answer = browser.post(f"{LIST}{article.pk}", sent)
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "My own words" in shown
    assert "its text changed" in shown
    assert "<ins>" in shown
    assert "e-mail" in shown
    assert article.texts.get().body == "Type your e-mail address."
    article.refresh_from_db()
    again = sent | {"version": str(answer.context["version"]), "seen": str(answer.context["seen"])}
    assert browser.post(f"{LIST}{article.pk}", again).status_code == 303
    assert article.texts.get().body == "My own words"


def test_looking_saves_nothing(browser: Client, article: Article) -> None:
    answer = browser.post(f"{LIST}{article.pk}", form_of(article, do="preview", body="**Bold**"))
    assert answer.status_code == 200
    assert "<strong>Bold</strong>" in answer.content.decode()
    assert article.texts.get().body == "Type your address."
    part = browser.post(f"{LIST}{article.pk}/preview", {"title": "T", "body": "**Bold**", "language": "ar"})
    assert part.content.decode().startswith('<article class="prose article-text" lang="ar" dir="rtl">')
    assert browser.post(f"{LIST}preview", {"body": "*x*", "language": "tlh"}).status_code == 422


def test_one_that_readers_saw_is_archived_and_not_deleted(browser: Client, as_alice: Actor, article: Article) -> None:
    assert "/delete" in page(browser, f"{LIST}{article.pk}")
    assert "Signing in" in page(browser, f"{LIST}{article.pk}/delete")
    published(article, as_alice)
    assert "/delete" not in page(browser, f"{LIST}{article.pk}")
    assert browser.post(f"{LIST}{article.pk}/delete").status_code == 409
    assert Article._base_manager.filter(pk=article.pk).exists()


def test_a_draft_is_deleted(browser: Client, article: Article) -> None:
    answer = browser.post(f"{LIST}{article.pk}/delete")
    assert (answer.status_code, answer["Location"]) == (303, LIST)
    assert not Article._base_manager.filter(pk=article.pk).exists()


@pytest.mark.parametrize(
    ("field", "value", "status"),
    [
        ("title", "", 422),
        ("title", "x" * 201, 422),
        ("body", "x" * 100_001, 422),
        ("body", "\x00", 422),
        ("slug", "///", 422),
        ("category", "nonsense", 422),
        ("category", "", 422),
        ("visibility", "nobody", 422),
        ("labels", "x" * 65, 422),
        ("author", "nonsense", 422),
        ("language", "tlh", 422),
        ("version", "one", 422),
        ("do", "nonsense", 422),
    ],
)
def test_what_is_not_taken_changes_nothing(
    browser: Client, article: Article, field: str, value: str, status: int
) -> None:
    before = list(Article._base_manager.values()), list(article.texts.values())
    answer = browser.post(f"{LIST}{article.pk}", form_of(article, labels="kept") | {field: value})
    assert answer.status_code == status
    assert b"kept" in answer.content or value == "\x00" or field == "labels"
    assert (list(Article._base_manager.values()), list(article.texts.values())) == before
    if field not in ("version", "do"):
        new = browser.post(f"{LIST}new", FORM | {"category": str(article.category_id)} | {field: value})
        assert new.status_code == status
        assert Article._base_manager.count() == 1


def test_another_workspaces_category_and_members_are_no_choice(
    browser: Client, article: Article, foreign_article: Article, eve: Membership
) -> None:
    for field, value in (("category", foreign_article.category_id), ("author", eve.pk)):
        assert browser.post(f"{LIST}{article.pk}", form_of(article, **{field: str(value)})).status_code == 422


def test_a_slug_that_is_taken_is_named(browser: Client, as_alice: Actor, article: Article, accounts: Category) -> None:
    other = written(as_alice, accounts, "Other")
    answer = browser.post(f"{LIST}{other.pk}", form_of(other, slug="signing-in"))
    assert answer.status_code == 409
    assert 'id="slug"' in answer.content.decode()
    assert other.texts.get().slug == "other"


def test_stored_text_does_nothing_on_these_pages(browser: Client, as_alice: Actor, accounts: Category) -> None:
    rewritten_twice = written(as_alice, accounts, SCRIPT, body=SCRIPT, labels=[SCRIPT])
    rewritten(rewritten_twice, as_alice, body=f"{SCRIPT}\n\n[x](javascript:alert(1))")
    version = rewritten_twice.versions.get(number=1)
    for address in ("", "/versions", f"/versions/{version.pk}", "/delete"):
        shown = page(browser, f"{LIST}{rewritten_twice.pk}{address}")
        assert SCRIPT not in shown
        assert 'href="javascript' not in shown
    assert SCRIPT not in page(browser, LIST)


def test_the_page_takes_as_many_statements_for_more_of_everything(
    browser: Client, as_alice: Actor, article: Article, accounts: Category
) -> None:
    page(browser, f"{LIST}{article.pk}")
    with CaptureQueriesContext(connection) as few:
        page(browser, f"{LIST}{article.pk}")
    for number in range(8):
        rewritten(article, as_alice, body=f"Text {number}")
        category(as_alice, f"Place {number}", accounts)
    rewritten(article, as_alice, language="de", title="Anmelden", body="Adresse")
    with CaptureQueriesContext(connection) as many:
        page(browser, f"{LIST}{article.pk}")
    assert len(many) == len(few)


def test_the_preview_is_what_readers_will_see(browser: Client, as_alice: Actor, article: Article) -> None:
    body = "# A\n\n> [!WARNING]\n> Hot & <b>\n\na|b\n-|:-\n1|2\n\n[x](javascript:alert(1)) [a](#a)\n\n```\n<i>\n```"
    rewritten(published(article, as_alice), as_alice, language="de", title="Titel", body=body)
    shown = browser.post(f"{LIST}preview", {"language": "de", "title": "Titel", "body": body}).content.decode()
    page = browser.get(f"/portal/acme/kb/de/{article.texts.get(language='de').slug}").content.decode()
    html = shown[shown.index("</h1>") + 5 : shown.index("</article>")].strip()
    assert "Warnung" in html
    assert html in page
