"""Every page of the account is for whoever is signed in, and about nobody else."""

import pytest
from django.test import Client
from django.urls import URLPattern

from portal.account.urls import urlpatterns

ROUTES = [str(route.pattern) for route in urlpatterns if isinstance(route, URLPattern)]
NOBODY = "018f0000-0000-7000-8000-000000000000"


def filled(route: str) -> str:
    return "/" + route.replace("<uuid:user_id>", NOBODY).replace("<slug:workspace>", "acme")


@pytest.mark.parametrize("route", ROUTES)
def test_signed_out_one_signs_in_first(client: Client, db: None, route: str) -> None:
    for answer in (client.get(filled(route)), client.post(filled(route), {"password": "x"})):
        assert answer.status_code in {302, 405}
        assert answer.status_code == 405 or answer["Location"].startswith("/sign-in")


@pytest.mark.parametrize("route", [route for route in ROUTES if "<" not in route])
def test_pages_are_kept_by_no_cache_and_run_no_script(browser: Client, route: str) -> None:
    answer = browser.get(filled(route))
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
    page = answer.content.decode()
    assert " style=" not in page
    assert "<script>" not in page


@pytest.mark.parametrize("route", [route for route in ROUTES if "<" not in route])
def test_hostile_text_is_no_failure(browser: Client, route: str) -> None:
    for text in ("\x00", "é" * 3000, "<script>", "-1"):
        sent = dict.fromkeys(("name", "language", "email", "password", "current", "code", "session", "signature"), text)
        assert browser.post(filled(route), sent).status_code < 500
