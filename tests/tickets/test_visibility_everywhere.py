"""A ticket in a private queue shows nowhere to somebody outside: no page, no file, no number, no mail."""

import csv
import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from helpdesk.accounts.actors import Actor, member_actor
from helpdesk.accounts.models import Customer, Membership
from helpdesk.accounts.scopes import PERMISSIONS
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from tests.portal.people.conftest import own_files
from tickets.actions import add_comment, assign_ticket, change_queue, link_tickets, save_view, watch_ticket
from tickets.exports.job import run_export
from tickets.models import Notice, OutboundMail, Ticket
from tickets.notices.handlers import tell_of_comment
from tickets.search import index_ticket
from tickets.tallies import figures
from workflow.models import Queue

__all__ = ["own_files"]

# Of the subject one word is searched for, and so shows in the search box; the other shows only with the ticket.
WORD, SUBJECT = "zebrafish", "salary"
DESK = "/desk/acme/"


@pytest.fixture
def outsider(alice: Membership, signed_in: Callable[[Membership], Client], private_ticket: Ticket) -> Client:
    """Alice, who may do everything but is in no team of the queue."""
    role = alice.workspace.roles.create(name="Everything", permissions=list(PERMISSIONS))
    Membership._base_manager.filter(pk=alice.pk).update(custom_role=role)
    alice.refresh_from_db()
    index_ticket(private_ticket.pk, private_ticket.workspace_id)
    return signed_in(alice)


def text_of(answer: Any) -> str:
    """The whole of a page or a file."""
    content: bytes = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode()


def shows(browser: Client, private_ticket: Ticket, address: str) -> bool:
    """Whether a page tells of the ticket; it must be a page."""
    answer = browser.get(DESK + address)
    assert answer.status_code == 200, address
    return SUBJECT in text_of(answer) or f"/tickets/{private_ticket.reference}" in text_of(answer)


PAGES = [
    "tickets/",
    "tickets/?view=all",
    f"tickets/?q={WORD}",
    "tickets/?q=requester:carol@customer.example",
    "inbox",
    "drafts",
    "views/",
    "bulk/",
    f"bulk/new?all=1&words={WORD}&priority=high",
    "bulk/new?all=1&words=&priority=high",
    "customers/",
    "organisations/",
    "exports/",
]


@pytest.mark.parametrize("address", PAGES)
def test_no_page_of_the_desk_tells_of_it(
    address: str, outsider: Client, adam: Membership, private_ticket: Ticket, ticket: Ticket
) -> None:
    assert not shows(outsider, private_ticket, address)


def test_an_insider_finds_it_where_the_outsider_does_not(
    outsider: Client, adam: Membership, signed_in: Callable[[Membership], Client], private_ticket: Ticket
) -> None:
    insider = signed_in(adam)
    for address in ("tickets/?view=all", f"tickets/?q={WORD}", f"bulk/new?all=1&words={WORD}&priority=high"):
        assert shows(insider, private_ticket, address), address
    assert shows(insider, private_ticket, f"customers/{private_ticket.requester_id}")


def test_the_page_of_its_customer_does_not(outsider: Client, carol: Customer, private_ticket: Ticket) -> None:
    for address in (f"customers/{carol.pk}", f"customers/{carol.pk}/merge", f"customers/{carol.pk}/erase"):
        assert not shows(outsider, private_ticket, address)


FORMS = [
    "comments", "read", "draft", "draft/discard", "status", "priority", "assignee", "tags", "queue", "type", "fields",
    "subject", "watch", "copies", "link", "unlink", "snooze", "wake", "spam", "not-spam", "merge",
]  # fmt: skip


def test_every_form_of_it_is_missing(outsider: Client, private_ticket: Ticket) -> None:
    missing = outsider.get(f"{DESK}tickets/TKT-9999")
    for page in ("", "/history", "/mentions", "/merge"):
        answer = outsider.get(f"{DESK}tickets/{private_ticket.reference}{page}")
        assert (answer.status_code, answer.content) == (404, missing.content), page
    for form in FORMS:
        answer = outsider.post(f"{DESK}tickets/{private_ticket.reference}/{form}", {"body": "x", "version": "1"})
        assert answer.status_code == 404, form
    private_ticket.refresh_from_db()
    assert private_ticket.version == 1


def test_it_is_no_target_of_merges_and_links(outsider: Client, ticket: Ticket, private_ticket: Ticket) -> None:
    here = f"{DESK}tickets/{ticket.reference}"
    assert not shows(outsider, private_ticket, f"tickets/{ticket.reference}/merge")
    for number in (private_ticket.number, 9999):
        merged = outsider.post(f"{here}/merge", {"into": str(number), "other": str(number)})
        assert merged.status_code in (404, 422)
        assert WORD not in text_of(merged)
        linked = outsider.post(f"{here}/link", {"other": str(number), "way": "related", "version": "1"})
        assert WORD not in text_of(linked)
    assert not ticket.workspace.ticket_links.exists()


def test_a_link_that_an_insider_made_names_nothing(
    outsider: Client, adam: Membership, ticket: Ticket, private_ticket: Ticket
) -> None:
    with unit_of_work():
        link_tickets(ticket, actor=member_actor(adam), to=private_ticket, kind="related")
    for page in ("", "/history"):
        found = text_of(outsider.get(f"{DESK}tickets/{ticket.reference}{page}"))
        assert WORD not in found
        assert f"/tickets/{private_ticket.reference}" not in found


def test_figures_and_kept_lists_do_not_count_it(
    outsider: Client, alice: Membership, adam: Membership, private_ticket: Ticket
) -> None:
    assert figures(member_actor(alice)).by_status == {}
    assert figures(member_actor(adam)).by_status == {"open": 1}
    with unit_of_work():
        view = save_view(actor=member_actor(alice), name="All", query=WORD)
    answer = outsider.get(f"{DESK}tickets/?view={view.pk}")
    assert private_ticket.reference not in text_of(answer)


def test_no_table_and_no_copy_holds_it(outsider: Client, ticket: Ticket, private_ticket: Ticket) -> None:
    table = text_of(outsider.post(f"{DESK}tickets/export", {"q": ""}))
    rows = list(csv.reader(io.StringIO(table)))
    assert WORD not in table
    assert len(rows) == 2
    assert ticket.workspace.audit_entries.get(action="tickets.exported").after == {"tickets": 1}


def test_a_change_of_many_passes_it_by(outsider: Client, ticket: Ticket, private_ticket: Ticket) -> None:
    outsider.post(f"{DESK}bulk/new", {"all": "1", "words": "", "priority": "urgent"})
    outsider.post(f"{DESK}bulk/new", {"ticket": [private_ticket.number, ticket.number], "priority": "urgent"})
    changes = ticket.workspace.bulk_changes.all()
    assert [change.total for change in changes] == [1, 1]
    assert not ticket.workspace.bulk_rows.filter(ticket=private_ticket).exists()
    answer = outsider.get(f"{DESK}bulk/new?from_queue={private_ticket.queue_id}")
    assert answer.status_code == 422
    assert "People" not in text_of(answer).partition("<main")[2]


def test_it_is_named_to_nobody_who_does_not_see_it(
    alice: Membership, adam: Membership, signed_in: Callable[[Membership], Client], private_ticket: Ticket
) -> None:
    page = signed_in(adam).get(f"{DESK}tickets/{private_ticket.reference}/mentions").json()
    assert [one["name"] for one in page["people"]] == ["Adam"]


def test_who_watched_it_before_hears_no_more(
    as_alice: Actor, alice: Membership, adam: Membership, ticket: Ticket, people_office: Queue,
    signed_in: Callable[[Membership], Client],
) -> None:  # fmt: skip
    alice.notices = {"reply": "mail", "mention": "mail", "note": "mail"}
    alice.save()
    with unit_of_work():
        assign_ticket(ticket, actor=as_alice, to=alice)
        watch_ticket(ticket, actor=as_alice, member=alice)
    with unit_of_work():
        change_queue(ticket, actor=member_actor(adam), to=people_office)
    with unit_of_work():
        add_comment(ticket, actor=member_actor(adam), body=f"@alice about the {WORD}", is_internal=True)
    with unit_of_work():
        tell_of_comment(Event.objects.filter(type="ticket.comment_added").latest("id"))
    assert not Notice._base_manager.filter(member=alice).exists()
    assert not OutboundMail._base_manager.filter(to=alice.user.email).exists()
    assert WORD not in text_of(signed_in(alice).get(f"{DESK}inbox"))


def test_what_was_noticed_before_shows_no_more(
    as_alice: Actor, alice: Membership, adam: Membership, ticket: Ticket, people_office: Queue,
    signed_in: Callable[[Membership], Client],
) -> None:  # fmt: skip
    with unit_of_work():
        assign_ticket(ticket, actor=as_alice, to=alice)
    with unit_of_work():
        add_comment(ticket, actor=member_actor(adam), body=f"@alice the {WORD}", is_internal=True)
    with unit_of_work():
        tell_of_comment(Event.objects.filter(type="ticket.comment_added").latest("id"))
    browser = signed_in(alice)
    assert ticket.reference in text_of(browser.get(f"{DESK}inbox"))
    with unit_of_work():
        change_queue(ticket, actor=member_actor(adam), to=people_office)
    found = text_of(browser.get(f"{DESK}inbox"))
    assert WORD not in found
    assert ticket.reference not in found


@pytest.mark.parametrize("what", ["exports/workspace", "customers/{carol}/export"])
def test_copies_made_by_an_outsider_leave_it_out(
    what: str, outsider: Client, carol: Customer, alice: Membership, ticket: Ticket, private_ticket: Ticket
) -> None:
    outsider.post(DESK + what.format(carol=carol.pk))
    export = alice.workspace.exports.get()
    run_export(alice.workspace_id, export.pk)
    answer: Any = outsider.post(f"{DESK}exports/{export.pk}/download")
    file = b"".join(answer.streaming_content)
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        held = "".join(archive.read(name).decode(errors="replace") for name in archive.namelist())
    assert ticket.subject in held
    assert WORD not in held
    assert str(private_ticket.pk) not in held
