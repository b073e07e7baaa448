"""The pages inside the help panel's frame."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Membership, Workspace
from helpdesk.events.unit import unit_of_work
from knowledge.actions.create_article import create_article
from knowledge.actions.create_category import create_category
from knowledge.actions.publish_article import publish_article
from knowledge.actions.set_visibility import set_visibility
from knowledge.models import Article
from knowledge.search import reindex_articles

HOME = "/portal/acme/widget/"
SITE = "https://shop.example"
WRITTEN = {
    "name": "Ana",
    "email": "ana@customer.example",
    "subject": "Cannot pay",
    "description": "The card is refused.",
}


@pytest.fixture
def article(as_alice: Actor) -> Article:
    """One for everybody, and one for members."""
    with unit_of_work():
        category = create_category(actor=as_alice, name="Help", language="en")
        made = [
            publish_article(
                create_article(
                    actor=as_alice, category=category, language="en", title=title, body="Go to **settings**."
                ),
                actor=as_alice,
            )
            for title in ("Paying by card", "Paying back by hand")
        ]
        set_visibility(made[1], actor=as_alice, to="members")
    reindex_articles(as_alice.workspace)
    return made[0]


def html(answer: Any) -> str:
    """The page."""
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_every_page_may_be_framed_and_leaves_no_cookie(client: Client, article: Article) -> None:
    slug = article.texts.get().slug
    for address in (HOME, HOME + "?q=paying", f"{HOME}articles/en/{slug}", f"{HOME}write"):
        answer = client.get(address)
        assert "frame-ancestors *" in answer["Content-Security-Policy"]
        assert "X-Frame-Options" not in answer
        assert not answer.cookies
        assert answer["Cache-Control"] == "no-store"
    assert client.get("/portal/acme/")["X-Frame-Options"] == "DENY"


def test_only_the_sites_named_may_frame_it(client: Client, acme: Workspace) -> None:
    acme.widget_origins = [SITE, "https://www.shop.example"]
    acme.save()
    policy = client.get(HOME)["Content-Security-Policy"]
    assert f"frame-ancestors {SITE} https://www.shop.example" in policy
    assert "*" not in policy


def test_the_page_knows_the_site_around_it_and_no_nonsense(client: Client, acme: Workspace) -> None:
    assert f'data-origin="{SITE}"' in html(client.get(HOME, {"origin": SITE}))
    for nonsense in ("javascript:alert(1)", '"><script>', "*", "null", "https://a.example/x", ""):
        assert 'data-origin=""' in html(client.get(HOME, {"origin": nonsense}))


def test_articles_are_found_and_shown_and_internal_ones_never(
    client: Client, alice: Membership, article: Article
) -> None:
    client.force_login(alice.user)
    page = html(client.get(HOME, {"q": "paying", "lang": "en", "origin": SITE}))
    assert "<mark>" in page or "Paying by card" in page
    assert "by hand" not in page
    assert client.get(f"{HOME}articles/en/paying-back-by-hand").status_code == 404
    part = html(client.get(HOME, {"q": "payi", "part": "1"}))
    assert "Paying by card" in part
    assert "<html" not in part


def test_opening_and_saying_that_it_was_the_answer_is_counted_once(
    client: Client, acme: Workspace, article: Article
) -> None:
    page = client.get(HOME, {"q": "paying"})
    address = page.context["lines"][0].address
    shown = client.get(address)
    client.get(address)
    search = acme.article_searches.get()
    assert (search.door, search.words, search.clicked_id, search.solved) == ("widget", "paying", article.pk, False)
    answer = client.post(shown.context["solved_at"], follow=True)
    assert "Thank you" in html(answer)
    search.refresh_from_db()
    assert search.solved


def test_a_request_is_taken_without_a_cookie_and_its_number_shown(acme: Workspace) -> None:
    browser = Client(enforce_csrf_checks=True)
    answer = browser.post(f"{HOME}write?lang=en", WRITTEN, headers={"Origin": "http://testserver"}, follow=True)
    assert "TKT-0001" in html(answer)
    assert not browser.cookies
    ticket = acme.tickets.get()
    assert (ticket.channel, ticket.requester.email, ticket.subject) == ("widget", "ana@customer.example", "Cannot pay")


def test_files_come_along_and_one_that_is_empty_is_said(
    client: Client, acme: Workspace, settings: Any, tmp_path: Path
) -> None:
    settings.HELPDESK_HOME = tmp_path
    form = html(client.get(f"{HOME}write")).split("<form")[1]
    assert 'enctype="multipart/form-data"' in form.split(">")[0]
    assert 'type="file"' in form
    nothing = SimpleUploadedFile("nothing.txt", b"", "text/plain")
    refused = client.post(f"{HOME}write?lang=en", WRITTEN | {"files": [nothing]})
    assert refused.status_code == 422
    assert "The file nothing.txt is empty." in refused.content.decode()
    files = [SimpleUploadedFile(name, b"It broke.\n", "text/plain") for name in ("a.txt", "b.txt")]
    assert client.post(f"{HOME}write", WRITTEN | {"files": files}).status_code == 303
    rows = acme.tickets.get().files.order_by("created_at", "id").select_related("file")
    assert [(row.file.name, row.comment) for row in rows] == [("a.txt", None), ("b.txt", None)]


def test_a_form_sent_by_another_sites_page_is_refused(client: Client, acme: Workspace) -> None:
    for origin in (SITE, "null", "http://testserver.evil.example"):
        assert client.post(f"{HOME}write", WRITTEN, headers={"Origin": origin}).status_code == 403
    assert not acme.tickets.exists()


def test_what_is_wrong_comes_back_with_what_was_typed(client: Client, acme: Workspace) -> None:
    answer = client.post(f"{HOME}write", WRITTEN | {"email": "nobody"})
    assert answer.status_code == 422
    assert "Cannot pay" in answer.content.decode()
    assert "frame-ancestors *" in answer["Content-Security-Policy"]
    assert not acme.tickets.exists()


def test_the_language_is_the_sites(client: Client, acme: Workspace) -> None:
    page = html(client.get(HOME, {"lang": "ar"}))
    assert '<html lang="ar" dir="rtl">' in page
    assert '<html lang="en" dir="ltr">' in html(client.get(HOME, {"lang": "xx"}))


@pytest.mark.parametrize("path", ["", "write", "articles/en/x", "sent/x", "articles/en/x/solved"])
def test_nothing_is_there_for_a_workspace_that_is_not(client: Client, db: None, path: str) -> None:
    assert client.get(f"/portal/nowhere/widget/{path}").status_code == 404


def test_text_of_strangers_is_inert(client: Client, acme: Workspace) -> None:
    evil = '"><script>alert(1)</script>'
    assert "<script>alert" not in html(client.get(HOME, {"q": evil}))
    assert (
        "<script>alert" not in client.post(f"{HOME}write", WRITTEN | {"subject": evil, "email": "x"}).content.decode()
    )


def test_ten_requests_an_hour_come_from_one_address(client: Client, acme: Workspace, limiter: None) -> None:
    statuses = [
        client.post(f"{HOME}write", WRITTEN | {"email": f"p{number}@customer.example"}).status_code
        for number in range(11)
    ]
    assert statuses == [303] * 10 + [429]
