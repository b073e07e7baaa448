"""Sessions, messages and their like are for pages."""

import pytest
from django.conf import settings
from django.test import Client

from helpdesk.accounts.models import Membership
from helpdesk.http.pages_only import LAYERS
from tests.cast import Api

HOOKS = ("process_view", "process_exception", "process_template_response")


@pytest.mark.parametrize("layer", LAYERS, ids=lambda layer: layer.__name__)
def test_no_layer_has_a_hook_that_would_be_lost(layer: type) -> None:
    assert not [hook for hook in HOOKS if hasattr(layer, hook)]


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
    for answer in (desk("GET", "tickets"), Client().get("/sign-in")):
        assert (answer["X-Content-Type-Options"], answer["X-Frame-Options"]) == ("nosniff", "DENY")


def test_forms_are_checked_wherever_a_form_can_be_sent() -> None:
    assert "django.middleware.csrf.CsrfViewMiddleware" in settings.MIDDLEWARE
    assert Client(enforce_csrf_checks=True).post("/sign-in", {}).status_code == 403
