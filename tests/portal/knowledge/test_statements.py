"""A page asks the database as often for a big knowledge base as for a small one."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.portal.knowledge.conftest import HOME, RESET, Library

pytestmark = pytest.mark.django_db
FRAME = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")
PAGES = [
    (HOME, 5),
    (HOME + "en/", 5),
    (HOME + "en/category/your-account", 4),
    (RESET, 7),
    (HOME + "en/feed.xml", 2),
    (HOME + "sitemap.xml", 2),
    (HOME + "sitemap-1.xml", 4),
]


@pytest.mark.parametrize(("address", "most"), PAGES)
def test_the_statements_of_a_page_do_not_grow(client: Client, library: Library, address: str, most: int) -> None:
    for number in range(6):
        library.shelf(f"Topic {number}")
        for turn in range(2):
            library.write(f"Article {number}.{turn}", category=f"Topic {number}")
        library.write(f"Beside {number}", category="Your account")
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    asked = [query["sql"] for query in captured.captured_queries if not query["sql"].startswith(FRAME)]
    assert len(asked) <= most, "\n".join(asked)


def test_reading_changes_nothing(client: Client, library: Library) -> None:
    for address, _most in PAGES:
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        assert not [query["sql"] for query in captured.captured_queries if query["sql"].startswith(("INS", "UPD"))]
