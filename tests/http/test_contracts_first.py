"""Sessions, messages and their like are for pages."""

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from helpdesk.accounts.models import Membership
from helpdesk.http.contracts_first import contract_at
from tests.cast import Api


def misplaced(_request: HttpRequest) -> HttpResponse:
    """A page below a contract's address."""
    return HttpResponse("a page")


urlpatterns = [path("api/v1/page", misplaced)]


def test_a_session_opens_nothing_in_a_contract_and_none_begins_there(alice: Membership, desk: Api) -> None:
    browser = Client()
    browser.force_login(alice.user)
    assert browser.get("/api/v1/desk/tickets").status_code == 401
    assert not desk("GET", "tickets").cookies


def test_pages_have_all_of_it(alice: Membership) -> None:
    browser = Client()
    browser.force_login(alice.user)
    answer = browser.get("/desk/acme/tickets/")
    assert (answer.status_code, answer["X-Frame-Options"]) == (200, "DENY")
    assert "script-src 'self'" in answer["Content-Security-Policy"]


def test_both_have_the_headers_that_cost_nothing(desk: Api) -> None:
    for answer in (desk("GET", "tickets"), desk("GET", "nothing/here"), Client().get("/sign-in")):
        assert (answer["X-Content-Type-Options"], answer["X-Frame-Options"]) == ("nosniff", "DENY")
        assert (answer["Referrer-Policy"], answer["Cross-Origin-Opener-Policy"]) == ("same-origin", "same-origin")


@pytest.mark.parametrize("secure", [True, False])
def test_both_tell_browsers_to_stay_with_https_where_we_do(secure: bool) -> None:
    with override_settings(SECURE_HSTS_SECONDS=60):
        browser = Client()
        told = [browser.get(address, secure=secure).headers for address in ("/api/v1/desk/tickets", "/sign-in")]
    assert ["Strict-Transport-Security" in headers for headers in told] == [secure, secure]


def test_forms_are_checked_wherever_a_form_can_be_sent() -> None:
    assert "django.middleware.csrf.CsrfViewMiddleware" in settings.MIDDLEWARE
    assert Client(enforce_csrf_checks=True).post("/sign-in", {}).status_code == 403


@pytest.mark.urls("tests.http.test_contracts_first")
def test_a_page_put_below_a_contracts_address_is_still_a_page() -> None:
    assert contract_at("/api/v1/page") is None
    assert Client(enforce_csrf_checks=True).post("/api/v1/page").status_code == 403
    assert "Content-Security-Policy" in Client().get("/api/v1/page")
