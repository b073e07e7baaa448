"""/portal/<workspace>/kb/<language>/category/<slug>"""

import re

import pytest
from django.test import Client

from portal.knowledge import category as category_page
from tests.portal.knowledge.conftest import HOME, Library, text

pytestmark = pytest.mark.django_db
ACCOUNT = HOME + "en/category/your-account"


def test_it_lists_what_is_in_it_in_order(client: Client, library: Library) -> None:
    page = text(client.get(ACCOUNT))
    assert "Signing in, and who may" in page
    assert page.index("Resetting your password") < page.index("Inviting people") < page.index("Two-step sign-in")
    assert "Paying by card" not in page


def test_it_leads_to_the_categories_within_and_back(client: Client, library: Library) -> None:
    library.shelf("Passwords", parent=library.categories["Your account"])
    library.write("Choosing a good one", category="Passwords")
    assert 'href="/portal/acme/kb/en/category/passwords"' in text(client.get(ACCOUNT))
    inner = text(client.get(HOME + "en/category/passwords"))
    trail = inner[inner.index("kb-trail") : inner.index("<h1")]
    assert trail.index(f'href="{HOME}en/"') < trail.index(f'href="{ACCOUNT}"')


def test_it_has_an_address_in_each_language(client: Client, library: Library) -> None:
    page = text(client.get(HOME + "de/category/ihr-konto"))
    assert "Passwort zurücksetzen" in page
    answer = client.get(HOME + "de/category/your-account")
    assert (answer.status_code, answer["Location"]) == (301, HOME + "de/category/ihr-konto")


def test_one_without_a_name_in_a_language_is_shown_under_the_one_it_has(client: Client, library: Library) -> None:
    page = text(client.get(HOME + "de/category/bills"))
    assert f'<link rel="canonical" href="http://127.0.0.1:8000{HOME}en/category/bills">' in page


def test_a_long_one_comes_in_pieces(client: Client, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(category_page, "PAGE", 2)
    for number in range(3):
        library.write(f"More {number}", category="Your account")
    seen: list[str] = []
    address = ACCOUNT
    while address:
        page = text(client.get(address))
        seen += re.findall(r'<li>\s*<a href="[^"]+" dir="ltr">([^<]+)</a>', page[page.index("kb-articles") :])
        found = re.search(r'href="([^"]+\?after=[^"]+)"', page)
        address = found[1] if found else ""
    titles = ["Resetting your password", "Inviting people", "Two-step sign-in", "More 0", "More 1", "More 2"]
    assert seen == titles


@pytest.mark.parametrize("after", ["x", "1-x", "-1", "99999999999999-" + "0" * 32, "%00"])
def test_a_place_that_we_did_not_name_is_no_error_of_ours(client: Client, library: Library, after: str) -> None:
    assert client.get(f"{ACCOUNT}?after={after}").status_code in (200, 404)


@pytest.mark.parametrize("slug", ["for-us", "secrets", "nothing"])
def test_one_with_nothing_to_read_looks_like_one_that_does_not_exist(
    client: Client, library: Library, foreign_library: Library, slug: str
) -> None:
    library.shelf("Nothing")
    answer = client.get(HOME + "en/category/" + slug)
    assert answer.status_code == 404
    assert answer.content == client.get(HOME + "en/category/no-such-thing").content


def test_members_find_what_is_for_them(colleague: Client, library: Library) -> None:
    page = text(colleague.get(HOME + "en/category/for-us"))
    assert "What we tell angry people" in page
    assert "Members only" in page
