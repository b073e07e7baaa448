"""Who may open which of these pages; one table, every route."""

import uuid
from typing import Any

import pytest
from django.test import Client

from helpdesk.accounts.models import Customer, Organisation, Workspace
from portal.desk.customers.urls import urlpatterns

# address below the desk, whether it is a page, whether it is a form, who opens it
ROUTES = [
    ("customers/", True, False, "viewer"),
    ("customers/new", True, True, "agent"),
    ("customers/{customer}", True, False, "viewer"),
    ("customers/{customer}/edit", True, True, "agent"),
    ("customers/{customer}/block", False, True, "agent"),
    ("customers/{customer}/merge", True, True, "agent"),
    ("customers/{customer}/erase", True, True, "admin"),
    ("customers/{customer}/export", False, True, "admin"),
    ("organisations/", True, False, "viewer"),
    ("organisations/new", True, True, "agent"),
    ("organisations/{organisation}", True, False, "viewer"),
    ("organisations/{organisation}/edit", True, True, "agent"),
    ("organisations/{organisation}/delete", True, True, "agent"),
    ("tickets/export", False, True, "admin"),
    ("exports/", True, False, "admin"),
    ("exports/workspace", False, True, "admin"),
    ("exports/{export}/download", False, True, "admin"),
    ("exports/{export}/remove", False, True, "admin"),
]
PAGES = [(address, who) for address, is_page, _, who in ROUTES if is_page]
FORMS = [(address, who) for address, _, is_form, who in ROUTES if is_form]
RANKS = ["viewer", "agent", "admin"]


@pytest.fixture
def ids(carol: Customer, initech: Organisation) -> dict[str, Any]:
    """What the gaps in the addresses are filled with."""
    return {"customer": carol.pk, "organisation": initech.pk, "export": uuid.uuid4()}


def state(workspace: Workspace) -> list[Any]:
    """Enough to see whether anything happened."""
    return [
        list(rows.order_by("pk").values())
        for rows in (workspace.customers, workspace.organisations, workspace.exports, workspace.erasures)
    ]


def test_the_table_names_every_route() -> None:
    routes = {str(route.pattern).removeprefix("desk/<slug:workspace>/").replace("<uuid:", "{") for route in urlpatterns}
    assert {route.replace(">", "}") for route in routes} == {row[0] for row in ROUTES}


@pytest.mark.parametrize(("page", "who"), PAGES)
def test_a_page_opens_for_whom_it_is_and_nobody_below(
    page: str, who: str, viewer: Client, browser: Client, admin: Client, ids: dict[str, Any]
) -> None:
    for rank, client in zip(RANKS, (viewer, browser, admin), strict=True):
        expected = 200 if RANKS.index(rank) >= RANKS.index(who) else 403
        assert client.get("/desk/acme/" + page.format(**ids)).status_code == expected, rank


@pytest.mark.parametrize(("form", "who"), FORMS)
def test_a_form_of_somebody_below_does_nothing(
    form: str, who: str, viewer: Client, browser: Client, acme: Workspace, ids: dict[str, Any]
) -> None:
    before = state(acme)
    for rank, client in zip(RANKS, (viewer, browser), strict=False):
        if RANKS.index(rank) < RANKS.index(who):
            sent = {"name": "x", "email": "x@x.example", "blocked": "yes", "address": "carol@customer.example"}
            assert client.post("/desk/acme/" + form.format(**ids), sent).status_code == 403, rank
    assert state(acme) == before


@pytest.mark.parametrize(("address", "who"), PAGES + FORMS)
def test_nobody_comes_in_signed_out(address: str, who: str, client: Client, ids: dict[str, Any]) -> None:
    for answer in (
        client.get("/desk/acme/" + address.format(**ids)),
        client.post("/desk/acme/" + address.format(**ids)),
    ):
        assert answer.status_code in (302, 405)
        assert answer.status_code == 405 or answer["Location"].startswith("/sign-in")


@pytest.mark.parametrize(("page", "who"), PAGES)
def test_another_workspace_looks_like_one_that_does_not_exist(
    page: str, who: str, stranger: Client, ids: dict[str, Any]
) -> None:
    foreign = stranger.get("/desk/acme/" + page.format(**ids))
    missing = stranger.get("/desk/nowhere/" + page.format(**ids))
    assert foreign.status_code == missing.status_code == 404
    assert foreign.content == missing.content


@pytest.mark.parametrize(("address", "who"), [row for row in PAGES + FORMS if "{" in row[0]])
def test_anothers_id_in_my_workspace_looks_like_none(
    address: str, who: str, stranger: Client, acme: Workspace, ids: dict[str, Any]
) -> None:
    before = state(acme)
    nothing = {name: uuid.uuid4() for name in ids}
    for method in ("get", "post"):
        foreign = getattr(stranger, method)("/desk/globex/" + address.format(**ids))
        missing = getattr(stranger, method)("/desk/globex/" + address.format(**nothing))
        assert foreign.status_code == missing.status_code
        assert foreign.status_code in (404, 405)
        assert foreign.content == missing.content
    assert state(acme) == before
