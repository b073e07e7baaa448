"""Which other sites' pages may read what a contract answers."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from helpdesk.accounts.actors import Actor
from helpdesk.api.desk.dialect import DeskDialect
from helpdesk.api.desk.views import StatsView
from helpdesk.http.cors import Cors
from helpdesk.lib.errors import Unauthenticated

SHOP, EVIL = "https://shop.example", "https://evil.example"


def view_with(cors: Cors | None, actor: Actor | None = None):
    """The figures of the desk contract, as if it had these rules and everybody were this actor."""

    class Dialect(DeskDialect):
        def authenticate(self, _request: object) -> Actor:
            if actor is None:
                raise Unauthenticated
            return actor

    class View(StatsView):
        dialect = Dialect()

    View.dialect.cors = cors
    return View.as_view(scopes={"GET": "tickets.read"})


def ask(view, method: str, origin: str, **headers: str) -> HttpResponse:
    """One call from a page of this origin."""
    return view(RequestFactory().generic(method, "/", headers={"Origin": origin, **headers}))


def test_a_listed_site_may_read_and_another_may_not(as_alice: Actor) -> None:
    view = view_with(Cors((SHOP,)), as_alice)
    assert ask(view, "GET", SHOP)["Access-Control-Allow-Origin"] == SHOP
    for origin in (EVIL, "null", SHOP + ".evil.example", SHOP.upper(), ""):
        answer = ask(view, "GET", origin)
        assert (answer.status_code, "Access-Control-Allow-Origin" in answer) == (200, False)
        assert "Origin" in answer["Vary"]


def test_failures_can_be_read_by_the_page_too(db: None) -> None:
    answer = ask(view_with(Cors((SHOP,))), "GET", SHOP)
    assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (401, SHOP)


def test_a_preflight_needs_no_key_and_names_methods_and_headers(db: None) -> None:
    view = view_with(Cors((SHOP,), headers=("Authorization", "Content-Type")))
    answer = ask(view, "OPTIONS", SHOP, **{"Access-Control-Request-Method": "GET"})
    assert (answer.status_code, answer["Access-Control-Allow-Methods"]) == (204, "GET")
    assert answer["Access-Control-Allow-Headers"] == "Authorization, Content-Type"
    refused = ask(view, "OPTIONS", EVIL, **{"Access-Control-Request-Method": "GET"})
    assert not [name for name in refused.headers if name.startswith("Access-Control-")]


def test_open_to_every_site_never_means_with_cookies(as_alice: Actor) -> None:
    answer = ask(view_with(Cors(("*",), cookies=True), as_alice), "GET", EVIL)
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer
    listed = ask(view_with(Cors((SHOP,), cookies=True), as_alice), "GET", SHOP)
    assert listed["Access-Control-Allow-Credentials"] == "true"


def test_open_to_every_site_is_told_to_every_caller_alike(as_alice: Actor) -> None:
    view = view_with(Cors(("*",)), as_alice)
    for headers in ({}, {"Origin": EVIL}):
        answer = view(RequestFactory().get("/", headers=headers))
        assert (answer["Access-Control-Allow-Origin"], answer.get("Vary")) == ("*", None)


@pytest.mark.parametrize("method", ["GET", "OPTIONS"])
def test_the_desk_contract_is_for_servers(desk, method: str) -> None:
    answer = desk(method, "stats", headers={"Origin": SHOP, "Access-Control-Request-Method": "GET"})
    assert not [name for name in answer.headers if name.startswith("Access-Control-")]
