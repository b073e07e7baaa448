"""Who may not open which page of the desk; one table, every route."""

import pytest
from django.test import Client
from django.urls import URLPattern

from helpdesk.accounts.models import Membership
from portal.desk.urls import urlpatterns
from tickets.models import Ticket

CHANGE = "018f0000-0000-7000-8000-000000000000"
BULK_PAGES = ["bulk/", "bulk/new", "bulk/merge", f"bulk/{CHANGE}"]
BULK_FORMS = ["bulk/new", "bulk/merge", f"bulk/{CHANGE}/stop", f"bulk/{CHANGE}/undo"]
NOTICE = "018f0000-0000-7000-8000-000000000001"
COMMENT = "018f0000-0000-7000-8000-000000000002"
VIEW = "018f0000-0000-7000-8000-000000000003"
LINK = "018f0000-0000-7000-8000-000000000004"
VIEW_PAGES = ["views/", "views/new", f"views/{VIEW}"]
WHOLE_PAGES = ["tickets/{}/merge", f"tickets/{{}}/split/{COMMENT}"]
WHOLE_FORMS = ["copies", "link", "unlink", "snooze", "wake", "spam", "not-spam", "merge", f"split/{COMMENT}"]
LINK_FORMS = ["links/share", "links/send", "links/revoke", f"links/{LINK}/revoke"]
REPORTS = ["articles/report", "reports/satisfaction"]
OWN_PAGES = [*VIEW_PAGES, *REPORTS, "inbox", "inbox/choices", "drafts", "tickets/{}/mentions", *WHOLE_PAGES]
PAGES = [
    "",
    "tickets/",
    "tickets/new",
    "tickets/{}",
    "tickets/{}/history",
    "tickets/{}/links",
    "tickets/{}/links/revoke",
    *BULK_PAGES,
    *OWN_PAGES,
    "look-as",
]
# What everybody may do for themselves.
READERS_FORMS = [
    *("inbox/choices", f"inbox/{NOTICE}/read", f"inbox/{NOTICE}/read-all"),
    *("tickets/{}/read", "tickets/{}/watch", "reports/satisfaction/export"),
    *("views/new", f"views/{VIEW}", f"views/{VIEW}/delete", f"views/{VIEW}/move"),
]
FORMS = [
    *BULK_FORMS,
    "look-as",
    "look-as/stop",
    "tickets/new",
    *(f"tickets/{{}}/{name}" for name in ("comments", "status", "priority", "assignee", "tags", "subject")),
    *(f"tickets/{{}}/{name}" for name in ("queue", "type", "fields")),
    *(f"tickets/{{}}/{name}" for name in (*WHOLE_FORMS, *LINK_FORMS)),
    "tickets/{}/draft",
    "tickets/{}/draft/discard",
]


def test_the_tables_name_every_route() -> None:
    names = {
        "{}": "<str:reference>",
        CHANGE: "<uuid:change>",
        NOTICE: "<uuid:notice>",
        COMMENT: "<uuid:comment>",
        VIEW: "<uuid:view>",
        LINK: "<uuid:link>",
    }
    known = set()
    for page in [*PAGES, *FORMS, *READERS_FORMS]:
        for example, name in names.items():
            page = page.replace(example, name)
        known.add(page)
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


@pytest.mark.parametrize("form", [*FORMS, *READERS_FORMS])
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


@pytest.mark.parametrize("form", [*FORMS, *READERS_FORMS])
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
