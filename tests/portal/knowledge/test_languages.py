"""Which language a page is in, and how the others are found from it."""

import re
from urllib.parse import quote

import pytest
from django.test import Client

from knowledge.actions.update_article import update_article
from tests.portal.knowledge.conftest import HOME, RESET, RESET_GERMAN, Library, do, text

pytestmark = pytest.mark.django_db
URL = "http://127.0.0.1:8000"


def links(page: str, rel: str) -> dict[str, str]:
    """The addresses of the links in the head, by language."""
    found = re.findall(rf'<link rel="{rel}"(?: hreflang="([^"]+)")? href="([^"]+)"', page)
    return dict(found)


def test_an_article_names_itself_and_its_translations(client: Client, library: Library) -> None:
    page = text(client.get(RESET_GERMAN))
    assert links(page, "canonical") == {"": URL + quote(RESET_GERMAN)}
    assert links(page, "alternate") == {"en": URL + RESET, "de": URL + quote(RESET_GERMAN)}
    assert '<html lang="de" dir="ltr"' in page
    assert f'<a href="{RESET}" lang="en" hreflang="en">English</a>' in page
    assert 'aria-current="true">Deutsch</a>' in page


def test_an_article_in_one_language_offers_no_choice(client: Client, library: Library) -> None:
    page = text(client.get(HOME + "en/paying-by-card"))
    assert links(page, "alternate") == {}
    assert "kb-languages" not in page


def test_the_front_page_is_in_the_language_that_the_browser_asks_for(client: Client, library: Library) -> None:
    answer = client.get(HOME, headers={"Accept-Language": "fr, de-CH;q=0.8, en;q=0.5"})
    page = text(answer)
    assert '<html lang="de"' in page
    assert "Ihr Konto" in page
    assert answer["Content-Language"] == "de"
    assert "Accept-Language" in answer["Vary"]
    assert links(page, "canonical") == {"": URL + HOME + "de/"}
    assert links(page, "alternate") == {"en": URL + HOME + "en/", "de": URL + HOME + "de/", "x-default": URL + HOME}


@pytest.mark.parametrize("wanted", ["", "tlh", "*", "x" * 5000, ",;q=,,", "de;q=0"])
def test_without_a_usable_wish_it_is_in_the_workspaces_own(client: Client, library: Library, wanted: str) -> None:
    assert '<html lang="en"' in text(client.get(HOME, headers={"Accept-Language": wanted}))


def test_an_address_with_a_language_heeds_no_wish(client: Client, library: Library) -> None:
    answer = client.get(HOME + "en/", headers={"Accept-Language": "de"})
    assert '<html lang="en"' in text(answer)
    assert "Accept-Language" not in answer["Vary"]


def test_lists_mark_what_is_in_another_language(client: Client, library: Library) -> None:
    page = text(client.get(HOME + "de/"))
    assert f'href="{quote(RESET_GERMAN)}" dir="ltr">Passwort zurücksetzen</a>' in page
    assert f'href="{HOME}en/paying-by-card" lang="en" hreflang="en" dir="ltr">Paying by card</a>' in page
    assert page.count('lang="en">English</span>') >= 1


def test_arabic_is_written_from_right_to_left(client: Client, library: Library) -> None:
    article = library.articles["Resetting your password"]
    do(update_article, article, actor=library.actor, language="ar", title="إعادة تعيين كلمة المرور", body="اضغط هنا.")
    address = HOME + "ar/إعادة-تعيين-كلمة-المرور"
    page = text(client.get(address))
    assert '<html lang="ar" dir="rtl"' in page
    assert links(page, "canonical") == {"": URL + quote(address)}


def test_a_language_without_categories_shows_the_others_and_calls_them_canonical(
    client: Client, library: Library
) -> None:
    page = text(client.get(HOME + "fr/"))
    assert '<html lang="fr"' in page
    assert links(page, "canonical") == {"": URL + HOME + "en/"}
