"""/robots.txt"""

import pytest
from django.test import Client

from helpdesk.accounts.models import Workspace
from knowledge.actions.unpublish_article import unpublish_article
from tests.portal.knowledge.conftest import Library, do, text

pytestmark = pytest.mark.django_db
ADDRESS = "/robots.txt"
ACME, GLOBEX = (f"Sitemap: http://127.0.0.1:8000/portal/{slug}/kb/sitemap.xml" for slug in ("acme", "globex"))


def test_it_names_the_sitemap_of_every_knowledge_base_that_strangers_read(
    client: Client, library: Library, foreign_library: Library
) -> None:
    answer = client.get(ADDRESS)
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    lines = text(answer).splitlines()
    assert lines[0] == "User-agent: *"
    assert {"Disallow: /desk/", "Disallow: /api/", "Disallow: /portal/*/tickets/"} <= set(lines)
    assert lines[-2:] == [ACME, GLOBEX]


def test_a_workspace_without_an_article_for_everybody_is_not_named(
    client: Client, colleague: Client, library: Library, globex: Workspace
) -> None:
    assert "globex" not in text(client.get(ADDRESS))
    for title in ("Resetting your password", "Inviting people", "Two-step sign-in", "Paying by card"):
        do(unpublish_article, library.articles[title], actor=library.actor)
    # What is left is for members, or a draft.
    for browser in (client, colleague):
        assert "Sitemap" not in text(browser.get(ADDRESS))


def test_nothing_that_is_to_be_found_is_shut_out(client: Client, library: Library) -> None:
    shut = [line.removeprefix("Disallow: ") for line in text(client.get(ADDRESS)).splitlines() if "Disallow" in line]
    for address in ("/portal/acme/", "/portal/acme/kb/en/", "/portal/acme/kb/en/category/bills", "/portal/acme/submit"):
        assert not [one for one in shut if "*" not in one and address.startswith(one)]


def test_it_costs_one_statement_however_many_workspaces(
    client: Client, library: Library, foreign_library: Library, django_assert_num_queries: object, settings: object
) -> None:
    settings.RATELIMIT_ENABLE = False  # type: ignore[attr-defined]
    with django_assert_num_queries(1):  # type: ignore[operator]
        client.get(ADDRESS)
