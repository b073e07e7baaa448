"""Which language a page is in: what was chosen, else the customer's own, else the browser's, else the workspace's."""

import pytest
from django.test import Client

from helpdesk.accounts.models import Customer, Workspace
from tests.portal.customers.account.conftest import signed_in
from tests.portal.customers.conftest import PAGE
from tickets.models import Ticket

HOME = "/portal/acme/"
CHOOSE = "/portal/acme/language"
GERMAN = {"Accept-Language": "fr, de-AT;q=0.9, en;q=0.5"}


def language_of(client: Client, address: str = HOME, **headers: str) -> str:
    """The language that a page says it is in, with its direction."""
    answer = client.get(address, headers={name.replace("_", "-"): value for name, value in headers.items()})
    page = answer.content.decode()
    return page.partition('<html lang="')[2].partition('"')[0]


def choose(client: Client, language: str, back: str = HOME) -> str:
    answer = client.post(CHOOSE, {"language": language, "next": back})
    assert answer.status_code == 303
    return str(answer["Location"])


def own_language(customer: Customer, language: str) -> None:
    customer.language = language
    customer.save()


def test_a_page_is_in_the_language_that_the_browser_asks_for(client: Client, acme: Workspace) -> None:
    answer = client.get(HOME, headers=GERMAN)
    assert '<html lang="de" dir="ltr"' in answer.content.decode()
    assert "Wie können wir helfen?" in answer.content.decode()
    assert {"Cookie", "Accept-Language"} <= set(answer["Vary"].split(", "))


@pytest.mark.parametrize("wish", ["", "fr", "tlh, *", "x" * 5000, "de;q=0"])
def test_without_a_usable_wish_it_is_the_workspaces(client: Client, acme: Workspace, wish: str) -> None:
    acme.language = "ar"
    acme.save()
    assert language_of(client, Accept_Language=wish) == "ar"


def test_arabic_runs_from_right_to_left(client: Client, acme: Workspace) -> None:
    page = client.get(HOME, headers={"Accept-Language": "ar-EG"}).content.decode()
    assert '<html lang="ar" dir="rtl"' in page
    assert "كيف يمكننا مساعدتك؟" in page


def test_the_foot_offers_each_language_in_its_own_words(client: Client, acme: Workspace) -> None:
    page = client.get(f"{HOME}track?reference=TKT-0001").content.decode()
    for code, name in (("en", "English"), ("de", "Deutsch"), ("ar", "العربيّة")):
        assert f'name="language" value="{code}" lang="{code}"' in page
        assert name in page
    assert 'aria-current="true">English<' in page
    assert 'value="/portal/acme/track?reference=TKT-0001"' in page


def test_a_choice_is_kept_for_this_workspaces_portal_and_beats_the_browser(
    client: Client, acme: Workspace, globex: Workspace
) -> None:
    assert choose(client, "ar", f"{HOME}submit") == f"{HOME}submit"
    cookie = client.cookies["portal_language"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == (HOME, True, "Lax")
    assert language_of(client, f"{HOME}submit", Accept_Language="de") == "ar"
    assert choose(client, "en") == HOME
    assert language_of(client, Accept_Language="de") == "en"


@pytest.mark.parametrize("kept", ["xx", "", "de\x00", "fr"])
def test_a_cookie_with_nonsense_is_no_choice(client: Client, acme: Workspace, kept: str) -> None:
    client.cookies["portal_language"] = kept
    assert language_of(client, Accept_Language="de") == "de"


@pytest.mark.parametrize(
    "away", ["https://evil.example/", "//evil.example/", "/desk/", "javascript:alert(1)", "", "/portal/globex/"]
)
def test_a_choice_leads_back_into_this_portal_only(client: Client, acme: Workspace, away: str) -> None:
    assert choose(client, "de", away) == HOME


@pytest.mark.parametrize("language", ["", "xx", "fr", "en\x00", "e" * 5000])
def test_what_is_not_offered_cannot_be_chosen(client: Client, acme: Workspace, language: str) -> None:
    answer = client.post(CHOOSE, {"language": language})
    assert answer.status_code == 422
    assert "portal_language" not in answer.cookies


def test_another_site_chooses_nothing(client: Client, acme: Workspace) -> None:
    answer = client.post(CHOOSE, {"language": "de"}, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403
    assert "portal_language" not in answer.cookies


def test_no_workspace_no_choice(client: Client, acme: Workspace) -> None:
    assert client.post("/portal/nobody/language", {"language": "de"}).status_code == 404


def test_the_pages_of_somebody_signed_in_are_in_their_own_language(carol: Customer) -> None:
    own_language(carol, "de")
    assert language_of(signed_in(carol), f"{HOME}tickets/", Accept_Language="ar") == "de"


def test_a_choice_while_signed_in_is_for_mails_too(carol: Customer) -> None:
    browser = signed_in(carol)
    choose(browser, "de")
    carol.refresh_from_db()
    assert (carol.language, carol.name) == ("de", "Carol")


def test_what_was_typed_under_my_data_is_the_choice_from_then_on(carol: Customer) -> None:
    browser = signed_in(carol)
    choose(browser, "de")
    browser.post(f"{HOME}my-data", {"name": "Carol", "language": "ar"})
    assert language_of(browser) == "ar"
    browser.post(f"{HOME}my-data", {"name": "Carol", "language": ""})
    assert language_of(browser) == "en"


def test_a_mailed_link_opens_in_the_language_of_who_asked(carols: Client, carol: Customer) -> None:
    own_language(carol, "de")
    assert language_of(carols, PAGE, Accept_Language="ar") == "de"
    choose(carols, "en")
    assert language_of(carols, PAGE, Accept_Language="ar") == "en"


def test_whoever_asks_for_the_first_time_is_written_to_in_the_language_of_the_page(
    client: Client, acme: Workspace, carol: Customer
) -> None:
    sent = {"name": "N", "subject": "S", "description": "D"}
    for email in ("new@customer.example", carol.email):
        assert client.post(f"{HOME}submit", sent | {"email": email}, headers=GERMAN).status_code == 303
    client.post(f"{HOME}submit", sent | {"email": "other@customer.example"})
    found = dict(acme.customers.values_list("email", "language"))
    assert found == {"new@customer.example": "de", carol.email: "", "other@customer.example": ""}


def test_what_is_wrong_with_a_form_is_said_in_the_language_of_the_page(client: Client, acme: Workspace) -> None:
    answer = client.post(f"{HOME}submit", {"email": "nobody"}, headers=GERMAN)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Bitte füllen Sie dieses Feld aus." in page
    assert "Bitte geben Sie genau eine Adresse an" in page
    assert 'name="language"' not in page


def test_an_empty_answer_is_told_in_the_customers_words(carols: Client, ticket: Ticket) -> None:
    answer = carols.post(f"{PAGE}/reply", {"body": " \n "}, headers=GERMAN)
    assert "Bitte füllen Sie dieses Feld aus." in answer.content.decode()
