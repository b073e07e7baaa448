"""Who may open which of these pages; one table, every route."""

import re
import uuid
from typing import Any

import pytest
from django.test import Client

from helpdesk.accounts.models import Workspace
from knowledge.models import Article, ArticleVersion
from portal.desk.articles.urls import urlpatterns

# address below the desk, whether it is a page, whether it is a form
ROUTES = [
    ("articles/", True, False),
    ("articles/new", True, True),
    ("articles/preview", False, True),
    ("articles/categories/", True, False),
    ("articles/categories/new", True, True),
    ("articles/categories/{category}", True, True),
    ("articles/categories/{category}/move", False, True),
    ("articles/categories/{category}/delete", False, True),
    ("articles/{article}", True, True),
    ("articles/{article}/preview", False, True),
    ("articles/{article}/state", False, True),
    ("articles/{article}/move", False, True),
    ("articles/{article}/delete", True, True),
    ("articles/{article}/translation/remove", False, True),
    ("articles/{article}/files", False, True),
    ("articles/{article}/files/{file}", True, False),
    ("articles/{article}/files/{file}/remove", False, True),
    ("articles/{article}/versions", True, False),
    ("articles/{article}/versions/{version}", True, False),
    ("articles/{article}/versions/{version}/restore", False, True),
]
PAGES = [address for address, is_page, _ in ROUTES if is_page]
FORMS = [address for address, _, is_form in ROUTES if is_form]
SENT = {"title": "x", "body": "x", "name": "x", "version": "1", "to": "archived", "language": "en", "category": "x"}


@pytest.fixture
def ids(article: Article) -> dict[str, Any]:
    """What the gaps in the addresses are filled with."""
    version = ArticleVersion._base_manager.get(article=article)
    return {"article": article.pk, "category": article.category_id, "version": version.pk, "file": uuid.uuid4()}


def state(workspace: Workspace) -> list[Any]:
    """Enough to see whether anything happened."""
    rows = (workspace.articles, workspace.article_texts, workspace.article_versions, workspace.categories)
    return [list(one.order_by("pk").values()) for one in (*rows, workspace.category_texts)]


def test_the_table_names_every_route() -> None:
    routes = {str(route.pattern).removeprefix("desk/<slug:workspace>/") for route in urlpatterns}
    assert {re.sub(r"<uuid:(\w+)>", r"{\1}", route) for route in routes} == {row[0] for row in ROUTES}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_to_who_may_write_articles_and_not_to_a_viewer(
    page: str, browser: Client, viewer: Client, ids: dict[str, Any]
) -> None:
    address = "/desk/acme/" + page.format(**ids)
    assert browser.get(address).status_code == (404 if "{file}" in page else 200)
    assert viewer.get(address).status_code == 403


@pytest.mark.parametrize("form", FORMS)
def test_a_viewers_form_does_nothing(form: str, viewer: Client, acme: Workspace, ids: dict[str, Any]) -> None:
    before = state(acme)
    assert viewer.post("/desk/acme/" + form.format(**ids), SENT).status_code == 403
    assert state(acme) == before


@pytest.mark.parametrize("address", sorted({*PAGES, *FORMS}))
def test_nobody_comes_in_signed_out(address: str, client: Client, acme: Workspace, ids: dict[str, Any]) -> None:
    before = state(acme)
    for method in ("get", "post"):
        answer = getattr(client, method)("/desk/acme/" + address.format(**ids))
        assert answer.status_code in (302, 405)
        assert answer.status_code == 405 or answer["Location"].startswith("/sign-in")
    assert state(acme) == before


@pytest.mark.parametrize("page", PAGES)
def test_another_workspace_looks_like_one_that_does_not_exist(page: str, stranger: Client, ids: dict[str, Any]) -> None:
    foreign = stranger.get("/desk/acme/" + page.format(**ids))
    missing = stranger.get("/desk/nowhere/" + page.format(**ids))
    assert foreign.status_code == missing.status_code == 404
    assert foreign.content == missing.content


@pytest.mark.parametrize("address", [address for address in sorted({*PAGES, *FORMS}) if "{" in address])
def test_anothers_id_in_my_workspace_looks_like_none(
    address: str, stranger: Client, acme: Workspace, ids: dict[str, Any]
) -> None:
    before = state(acme)
    nothing = {name: uuid.uuid4() for name in ids}
    for method in ("get", "post"):
        foreign = getattr(stranger, method)("/desk/globex/" + address.format(**ids), SENT)
        missing = getattr(stranger, method)("/desk/globex/" + address.format(**nothing), SENT)
        assert foreign.status_code == missing.status_code
        assert foreign.status_code in (404, 405)
        assert foreign.content == missing.content
    assert state(acme) == before
