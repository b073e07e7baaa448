"""Who may not open which page of the desk; one table, every route."""

import pytest
from django.test import Client
from django.urls import URLPattern

from helpdesk.accounts.models import Membership
from portal.desk.urls import urlpatterns
from tickets.models import Ticket

PAGES = ["", "tickets/", "tickets/new", "tickets/{}", "tickets/{}/history"]
FORMS = [
    "tickets/new",
    *(f"tickets/{{}}/{name}" for name in ("comments", "status", "priority", "assignee", "tags", "subject")),
]


def test_the_tables_name_every_route() -> None:
    known = {page.replace("{}", "<str:reference>") for page in [*PAGES, *FORMS]}
    routes = {
        str(route.pattern).removeprefix("desk/<slug:workspace>/")
        for route in urlpatterns
        if isinstance(route, URLPattern)
    }
    assert routes == known


@pytest.mark.parametrize("page", PAGES)
def test_nobody_sees_a_page_signed_out(page: str, client: Client, ticket: Ticket) -> None:
    answer = client.get("/desk/acme/" + page.format(ticket.reference))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in?next=/desk/acme/")


@pytest.mark.parametrize("form", FORMS)
def test_nobody_sends_a_form_signed_out(form: str, client: Client, ticket: Ticket) -> None:
    answer = client.post("/desk/acme/" + form.format(ticket.reference), {"body": "x", "status": "closed"})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in")
    ticket.refresh_from_db()
    assert ticket.version == 1


@pytest.mark.parametrize("form", FORMS)
def test_a_viewer_sends_no_form(form: str, viewer: Client, ticket: Ticket) -> None:
    answer = viewer.post("/desk/acme/" + form.format(ticket.reference), {"body": "x", "status": "closed", "version": 1})
    assert answer.status_code == 403
    ticket.refresh_from_db()
    assert ticket.version == 1


@pytest.mark.parametrize("page", PAGES)
def test_another_workspace_looks_like_one_that_does_not_exist(page: str, stranger: Client, ticket: Ticket) -> None:
    foreign = stranger.get("/desk/acme/" + page.format(ticket.reference))
    missing = stranger.get("/desk/nowhere/" + page.format("TKT-9999"))
    assert foreign.status_code == missing.status_code == 404
    assert foreign.content == missing.content


@pytest.mark.parametrize("form", FORMS)
def test_forms_of_another_workspace_do_not_exist(form: str, stranger: Client, ticket: Ticket) -> None:
    foreign = stranger.post("/desk/acme/" + form.format(ticket.reference), {"body": "x", "version": 1})
    missing = stranger.post("/desk/nowhere/" + form.format("TKT-9999"), {"body": "x", "version": 1})
    assert foreign.status_code == missing.status_code == 404
    assert foreign.content == missing.content


def test_a_number_of_another_workspace_is_not_found_in_mine(
    browser: Client, ticket: Ticket, foreign_ticket: Ticket
) -> None:
    """Both are TKT-0001; mine opens, and nothing of theirs shows."""
    assert ticket.reference == foreign_ticket.reference
    assert b"Secret" not in browser.get(f"/desk/acme/tickets/{foreign_ticket.reference}").content


def test_what_is_no_reference_is_not_found(browser: Client, ticket: Ticket) -> None:
    for text in ("1", "TKT-", "TKT-9999999999", "TKT-²", "tickets"):
        assert browser.get(f"/desk/acme/tickets/{text}").status_code == 404


def test_a_member_who_left_sees_nothing(browser: Client, alice: Membership, address: str) -> None:
    alice.is_active = False
    alice.save()
    assert browser.get(address).status_code == 404
