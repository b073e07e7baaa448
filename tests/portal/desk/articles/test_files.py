"""Pictures and attachments on the page of an article."""

import io
import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from helpdesk.accounts.actors import Actor
from knowledge.models import Article, ArticleFile
from tests.portal.desk.articles.conftest import LIST, SCRIPT, form_of, rewritten

HTMX = {"HX-Request": "true"}


def picture(name: str = "cat.png") -> SimpleUploadedFile:
    content = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(content, "PNG")
    return SimpleUploadedFile(name, content.getvalue(), "image/png")


def added(client: Client, article: Article, file: Any, **headers: Any) -> ArticleFile:
    article.refresh_from_db()
    answer = client.post(f"{LIST}{article.pk}/files", {"file": file, "version": str(article.version)}, **headers)
    assert answer.status_code in (200, 303), answer.content
    return article.files.latest("created_at")


def test_a_picture_is_added_shown_and_taken_away(browser: Client, as_alice: Actor, article: Article) -> None:
    made = added(browser, article, picture())
    here = f"{LIST}{article.pk}/files/{made.pk}"
    page = browser.get(f"{LIST}{article.pk}").content.decode()
    assert f"![cat](file:{made.pk})" in page
    answer = browser.get(here)
    assert (answer.status_code, answer["Content-Type"], answer["X-Content-Type-Options"]) == (
        200,
        "image/png",
        "nosniff",
    )
    rewritten(article, as_alice, body=f"![a cat](file:{made.pk})")
    assert f'src="{here}"' in browser.get(f"{LIST}{article.pk}").content.decode()
    article.refresh_from_db()
    assert browser.post(f"{here}/remove", {"version": str(article.version)}).status_code == 303
    assert article.files.count() == 1  # the text shows it
    rewritten(article, as_alice, body="No cats")
    assert browser.post(f"{here}/remove").status_code == 303
    assert not article.files.exists()


def test_an_attachment_is_offered_for_saving(browser: Client, article: Article) -> None:
    made = added(browser, article, SimpleUploadedFile("list.txt", b"one, two", "text/plain"))
    answer = browser.get(f"{LIST}{article.pk}/files/{made.pk}")
    assert answer.status_code == 302
    saved = browser.get(answer["Location"])
    assert saved["Content-Disposition"].startswith("attachment")
    assert f"[list.txt](file:{made.pk})" in browser.get(f"{LIST}{article.pk}").content.decode()


def test_a_script_gets_the_part_of_the_page_and_the_version_to_write_on(browser: Client, article: Article) -> None:
    sent = {"file": picture(), "version": str(article.version)}
    answer = browser.post(f"{LIST}{article.pk}/files", sent, headers=HTMX)
    part = answer.content.decode()
    assert answer.status_code == 200
    assert part.count("<section") == 1
    article.refresh_from_db()
    assert f'name="version" id="version" value="{article.version}" hx-swap-oob="true"' in part
    assert browser.post(f"{LIST}{article.pk}", form_of(article, body="Saved after it")).status_code == 303


def test_somebody_elses_change_is_not_hidden_by_an_upload(browser: Client, as_alice: Actor, article: Article) -> None:
    seen = article.version
    rewritten(article, as_alice, body="Meanwhile")
    answer = browser.post(f"{LIST}{article.pk}/files", {"file": picture(), "version": str(seen)}, headers=HTMX)
    assert f'id="version" value="{seen}"' in answer.content.decode()
    assert browser.post(f"{LIST}{article.pk}", form_of(article, version=str(seen))).status_code == 409


def test_without_scripts_what_was_typed_stays_in_the_form_and_is_not_saved(browser: Client, article: Article) -> None:
    answer = browser.post(f"{LIST}{article.pk}", form_of(article, do="upload", body="Half done") | {"file": picture()})
    page = answer.content.decode()
    made = article.files.get()
    assert answer.status_code == 200
    assert "Half done" in page
    assert f"![cat](file:{made.pk})" in page
    assert article.texts.get().body == "Type your address."
    article.refresh_from_db()
    assert answer.context["version"] == article.version


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("empty.txt", b"", "text/plain"),
        ("cat.png", b"<html><script>alert(1)</script>", "image/png"),
    ],
)
def test_what_is_not_what_it_claims_is_refused_with_a_reason(
    browser: Client, article: Article, name: str, content: bytes, kind: str
) -> None:
    for headers in (None, HTMX):
        sent = {"file": SimpleUploadedFile(name, content, kind), "version": "1"}
        answer = browser.post(f"{LIST}{article.pk}/files", sent, headers=headers)
        assert answer.status_code == (422 if headers else 303)
    assert browser.post(f"{LIST}{article.pk}/files", {"version": "1"}, headers=HTMX).status_code == 422
    sent = form_of(article, do="upload", body="Half done") | {"file": SimpleUploadedFile(name, content, kind)}
    answer = browser.post(f"{LIST}{article.pk}", sent)
    assert answer.status_code == 422
    assert b"Half done" in answer.content
    assert not article.files.exists()


def test_names_do_nothing_on_the_page_and_nothing_in_the_text(browser: Client, article: Article) -> None:
    made = added(browser, article, picture(f"{SCRIPT}](javascript:x) ![.png"))
    page = browser.get(f"{LIST}{article.pk}").content.decode()
    assert SCRIPT not in page
    markdown = next(one["markdown"] for one in browser.get(f"{LIST}{article.pk}").context["files"])
    drawn = browser.post(f"{LIST}{article.pk}/preview", {"body": markdown, "language": "en"}).content.decode()
    assert drawn.count("<img") == 1
    assert f"/files/{made.pk}" in drawn
    assert "<a " not in drawn
    assert "<script" not in drawn


def test_svg_is_no_picture(browser: Client, article: Article) -> None:
    svg = SimpleUploadedFile("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "image/svg+xml")
    answer = browser.post(f"{LIST}{article.pk}/files", {"file": svg, "version": "1"})
    assert answer.status_code == 303
    for made in article.files.all():
        assert not made.is_picture
        assert browser.get(f"{LIST}{article.pk}/files/{made.pk}").status_code == 302


def test_a_file_of_another_article_is_not_found(
    browser: Client, stranger: Client, article: Article, foreign_article: Article
) -> None:
    made = added(browser, article, picture())
    for address in (f"{foreign_article.pk}/files/{made.pk}", f"{foreign_article.pk}/files/{uuid.uuid4()}"):
        assert stranger.get(f"/desk/globex/articles/{address}").status_code == 404
        assert stranger.post(f"/desk/globex/articles/{address}/remove").status_code == 404
    assert article.files.exists()
