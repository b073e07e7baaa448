"""Queue, type, custom fields, statuses and tags of the workspace's own, on ticket page, list and new ticket."""

from typing import Any

import pytest
from django.test import Client

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Workspace
from tests.portal.conftest import SCRIPT
from tests.portal.desk.conftest import open_ticket, version_of
from tests.workflow.kit import do, make_team
from tickets.actions import change_custom, change_queue, change_status, change_tags
from tickets.models import Ticket
from workflow.actions.archive_field import archive_field
from workflow.actions.archive_status import archive_status
from workflow.actions.create_field import create_field
from workflow.actions.create_queue import create_queue
from workflow.actions.create_status import create_status
from workflow.actions.create_tag import create_tag
from workflow.models import CustomField, CustomStatus, Queue

LIST = "/desk/acme/tickets/"


@pytest.fixture
def billing(as_alice: Actor) -> Queue:
    made: Queue = do(create_queue, actor=as_alice, name="Billing")
    return made


@pytest.fixture
def hidden(acme: Workspace, as_alice: Actor) -> Queue:
    made: Queue = do(create_queue, actor=as_alice, name="HR", access="private", teams=[make_team(acme, "HR")])
    return made


@pytest.fixture
def parts(as_alice: Actor) -> CustomStatus:
    made: CustomStatus = do(create_status, actor=as_alice, label="Waiting for parts", kind="pending", colour="#aa3300")
    return made


@pytest.fixture
def size(as_alice: Actor) -> CustomField:
    made: CustomField = do(create_field, actor=as_alice, label="Size", kind="select", choices=["S", "M"])
    return made


def send(browser: Client, ticket: Ticket, name: str, **form: Any) -> Any:
    return browser.post(f"{LIST}{ticket.reference}/{name}", {"version": version_of(ticket)} | form)


def page_of(browser: Client, ticket: Ticket) -> str:
    return browser.get(LIST + ticket.reference).content.decode()


def test_moving_to_a_queue_that_is_seen(browser: Client, ticket: Ticket, billing: Queue, hidden: Queue) -> None:
    page = page_of(browser, ticket)
    assert "Billing" in page
    assert "HR" not in page
    assert send(browser, ticket, "queue", queue=billing.pk).status_code == 303
    assert "It is in the queue" in page_of(browser, ticket)
    for text in (str(hidden.pk), "0", "x", "9" * 30, ""):
        assert send(browser, ticket, "queue", queue=text).status_code == 422
    ticket.refresh_from_db()
    assert ticket.queue_id == billing.pk


def test_another_workspaces_queue_type_and_status_are_unknown(
    browser: Client, ticket: Ticket, globex: Workspace, as_alice: Actor
) -> None:
    for name, row in (("queue", globex.queues.get()), ("type", globex.ticket_types.first())):
        assert send(browser, ticket, name, **{name: row.pk}).status_code == 422  # type: ignore[union-attr]
    assert version_of(ticket) == 1


def test_a_type_is_chosen_and_taken_back(browser: Client, ticket: Ticket, acme: Workspace) -> None:
    kind = acme.ticket_types.get(word="bug_report")
    send(browser, ticket, "type", type=kind.pk)
    assert f'<option value="{kind.pk}" selected>Bug report</option>' in page_of(browser, ticket)
    send(browser, ticket, "type", type="")
    ticket.refresh_from_db()
    assert ticket.type_id is None


def test_a_status_of_our_own_is_offered_chosen_and_shown_in_its_colour(
    browser: Client, ticket: Ticket, parts: CustomStatus, as_alice: Actor
) -> None:
    send(browser, ticket, "status", status=parts.pk)
    page = page_of(browser, ticket)
    assert f'<option value="{parts.pk}" selected>Waiting for parts</option>' in page
    assert 'fill="#aa3300"' in page
    rows = browser.get(LIST + "?view=pending").content.decode()
    assert "Waiting for parts" in rows
    do(archive_status, parts, actor=as_alice)
    assert f'<option value="{parts.pk}" selected>' in page_of(browser, ticket)
    send(browser, ticket, "status", status="pending")
    ticket.refresh_from_db()
    assert (ticket.status, ticket.custom_status_id) == ("pending", None)
    assert "Waiting for parts</option>" not in page_of(browser, ticket)
    for text in (str(parts.pk), "99999", "9" * 30):
        assert send(browser, ticket, "status", status=text).status_code == 422


def test_a_renamed_kind_reads_by_its_new_name_everywhere(browser: Client, ticket: Ticket, as_alice: Actor) -> None:
    do(create_status, actor=as_alice, label="Fresh", kind="open", is_builtin=True)
    assert "<bdi>Fresh</bdi>" in page_of(browser, ticket)
    assert 'title="Fresh"' in browser.get(LIST).content.decode()


def test_values_are_set_by_their_kind(browser: Client, ticket: Ticket, as_alice: Actor, size: CustomField) -> None:
    kinds = ("text", "number", "boolean", "date", "url")
    for kind in kinds:
        do(create_field, actor=as_alice, label=kind.capitalize(), kind=kind)
    do(create_field, actor=as_alice, label="Extras", kind="multi_select", choices=["Box", "Card"])
    form = {
        "field_text": " A-1 ",
        "field_number": "4.50",
        "field_boolean": "no",
        "field_date": "2026-03-14",
        "field_url": "https://example.com/a",
        "field_size": "M",
        "field_extras": ["Card", "Box"],
    }
    assert send(browser, ticket, "fields", **form).status_code == 303
    ticket.refresh_from_db()
    assert ticket.custom == {
        "text": "A-1", "number": 4.5, "boolean": False, "date": "2026-03-14", "url": "https://example.com/a",
        "size": "M", "extras": ["Box", "Card"],
    }  # fmt: skip
    page = page_of(browser, ticket)
    for text in ('value="A-1"', 'value="4.5"', '<option value="no" selected>', 'value="2026-03-14"'):
        assert text in page
    send(browser, ticket, "fields", **form | {"field_text": "", "field_boolean": ""})
    ticket.refresh_from_db()
    assert not {"text", "boolean"} & set(ticket.custom)


def test_a_value_that_cannot_be_is_refused_beside_its_field_with_everything_typed(
    browser: Client, ticket: Ticket, as_alice: Actor, size: CustomField
) -> None:
    do(create_field, actor=as_alice, label="Amount", kind="number")
    answer = send(browser, ticket, "fields", field_amount="much", field_size="M")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Use a number such as 42 or 3.5." in page
    assert 'value="much"' in page
    assert '<option value="M" selected>' in page
    assert version_of(ticket) == 1


def test_nobody_overwrites_fields_that_they_have_not_seen(
    browser: Client, ticket: Ticket, as_alice: Actor, size: CustomField
) -> None:
    do(change_tags, ticket, actor=as_alice, to=["meanwhile"])
    assert send(browser, ticket, "fields", field_size="M", version=1).status_code == 409


def test_fields_belong_to_their_queues(browser: Client, ticket: Ticket, as_alice: Actor, billing: Queue) -> None:
    field = do(create_field, actor=as_alice, label="Invoice", kind="text", queues=[billing])
    assert "Invoice" not in page_of(browser, ticket)
    do(change_queue, ticket, actor=as_alice, to=billing)
    assert 'name="field_invoice"' in page_of(browser, ticket)
    do(change_custom, ticket, actor=as_alice, to={"invoice": "4711"})
    do(archive_field, field, actor=as_alice)
    page = page_of(browser, ticket)
    assert 'name="field_invoice"' not in page
    assert "4711" in page


def test_only_a_web_address_becomes_a_link(viewer: Client, ticket: Ticket, as_alice: Actor) -> None:
    # Kept as it came, before anybody made a field of it.
    do(change_custom, ticket, actor=as_alice, to={"site": "javascript:alert(1)", "shop": "https://shop.example/"})
    for name in ("Site", "Shop"):
        do(create_field, actor=as_alice, label=name, kind="url")
    page = page_of(viewer, ticket)
    assert "javascript:alert(1)" in page
    assert 'href="javascript' not in page
    assert 'href="https://shop.example/"' in page


def test_a_ticket_says_nothing_of_other_queues_beside_its_fields(
    browser: Client, ticket: Ticket, size: CustomField
) -> None:
    page = page_of(browser, ticket)
    assert 'name="field_size"' in page
    assert "data-queues" not in page


def test_a_viewer_reads_them_and_gets_no_form(
    viewer: Client, ticket: Ticket, as_alice: Actor, size: CustomField
) -> None:
    do(change_custom, ticket, actor=as_alice, to={"size": "M"})
    page = page_of(viewer, ticket)
    assert "Size" in page
    assert "Inbox" in page
    assert 'name="field_size"' not in page


def test_tags_take_the_known_spelling_and_colour(browser: Client, ticket: Ticket, as_alice: Actor) -> None:
    do(create_tag, actor=as_alice, name="VIP", colour="#113355")
    send(browser, ticket, "tags", tags="vip, other")
    ticket.refresh_from_db()
    assert ticket.tags == ["VIP", "other"]
    page = page_of(browser, ticket)
    assert '<option value="VIP"></option>' in page
    assert 'fill="#113355"' in page
    assert 'fill="#113355"' in browser.get(LIST).content.decode()


def test_the_list_is_narrowed_by_queue_and_own_status(
    browser: Client, ticket: Ticket, as_alice: Actor, carol: Any, billing: Queue, hidden: Queue, parts: CustomStatus
) -> None:
    other = open_ticket(as_alice, carol, "An invoice")
    do(change_queue, other, actor=as_alice, to=billing)
    do(change_status, ticket, actor=as_alice, to=parts)

    def subjects(query: str) -> list[str]:
        return [row["subject"] for row in browser.get(LIST + query).context["rows"]]

    assert subjects("?queue=Billing") == ["An invoice"]
    assert subjects("?view=all&queue=Inbox") == ["Cannot sign in"]
    assert subjects("?status=Waiting+for+parts") == ["Cannot sign in"]
    for unknown in ("?queue=HR", "?queue=Nothing", "?status=Nothing"):
        assert browser.get(LIST + unknown).status_code == 422
    page = browser.get(LIST).content.decode()
    assert "<bdi>Billing</bdi>" in page
    assert '<option value="HR"' not in page


NEW = {"email": "carol@customer.example", "subject": "Hello", "body": "Please.", "priority": "medium"}


def test_a_new_ticket_takes_queue_type_and_fields(
    browser: Client, acme: Workspace, as_alice: Actor, billing: Queue, size: CustomField
) -> None:
    kind = acme.ticket_types.get(word="bug_report")
    form = NEW | {"queue": billing.pk, "type": kind.pk, "field_size": "S"}
    assert browser.post(LIST + "new", form).status_code == 303
    made = acme.tickets.get()
    assert (made.queue_id, made.type_id, made.custom) == (billing.pk, kind.pk, {"size": "S"})


def test_what_the_chosen_queue_requires_must_be_there(
    browser: Client, acme: Workspace, as_alice: Actor, billing: Queue
) -> None:
    do(create_field, actor=as_alice, label="Invoice", kind="text", is_required=True, queues=[billing])
    page = browser.get(LIST + "new").content.decode()
    assert f'data-queues="{billing.pk}"' in page
    assert "only for Billing" in page
    refused = browser.post(LIST + "new", NEW | {"queue": billing.pk})
    assert refused.status_code == 422
    assert "Please fill this in." in refused.content.decode()
    assert not acme.tickets.exists()
    inbox = acme.queues.get(is_default=True)
    assert browser.post(LIST + "new", NEW | {"queue": inbox.pk, "field_invoice": "x"}).status_code == 303
    assert acme.tickets.get().custom == {}


def test_a_new_ticket_does_not_go_where_one_does_not_see(browser: Client, acme: Workspace, hidden: Queue) -> None:
    assert "HR" not in browser.get(LIST + "new").content.decode()
    assert browser.post(LIST + "new", NEW | {"queue": hidden.pk}).status_code == 422
    assert not acme.tickets.exists()


def test_the_history_tells_them_by_name(
    browser: Client, ticket: Ticket, as_alice: Actor, billing: Queue, hidden: Queue, parts: CustomStatus,
    size: CustomField, acme: Workspace,
) -> None:  # fmt: skip
    send(browser, ticket, "queue", queue=billing.pk)
    send(browser, ticket, "type", type=acme.ticket_types.get(word="bug_report").pk)
    send(browser, ticket, "fields", field_size="M")
    send(browser, ticket, "status", status=parts.pk)
    send(browser, ticket, "status", status="pending")
    entries = browser.get(f"{LIST}{ticket.reference}/history").context["entries"]
    told = [(entry.did, entry.before, entry.after) for entry in reversed(entries)][1:]
    assert told == [
        ("moved the ticket to another queue", "Inbox", "Billing"),
        ("changed the type", "none", "Bug report"),
        ("changed the fields", "Size: none", "Size: M"),
        ("changed the status", "Open", "Waiting for parts"),
        ("changed the status", "Waiting for parts", "Pending"),
    ]


def test_what_people_named_is_inert(browser: Client, ticket: Ticket, as_alice: Actor, billing: Queue) -> None:
    do(create_field, actor=as_alice, label=SCRIPT, kind="select", key="x", choices=[SCRIPT], help_text=SCRIPT)
    status = do(create_status, actor=as_alice, label=SCRIPT, kind="open", colour="#000000")
    do(create_tag, actor=as_alice, name=SCRIPT)
    queue = do(create_queue, actor=as_alice, name=SCRIPT)
    do(change_status, ticket, actor=as_alice, to=status)
    do(change_queue, ticket, actor=as_alice, to=queue)
    do(change_custom, ticket, actor=as_alice, to={"x": SCRIPT})
    do(change_tags, ticket, actor=as_alice, to=[SCRIPT])
    for address in (LIST, LIST + ticket.reference, LIST + "new", f"{LIST}{ticket.reference}/history"):
        assert SCRIPT not in browser.get(address).content.decode()


def test_many_nouns_need_no_more_statements(
    browser: Client, ticket: Ticket, as_alice: Actor, django_assert_max_num_queries: Any
) -> None:
    for number in range(8):
        do(create_field, actor=as_alice, label=f"Field {number}", kind="text", queues=[])
        do(create_queue, actor=as_alice, name=f"Queue {number}")
        do(create_status, actor=as_alice, label=f"Status {number}", kind="open")
        do(create_tag, actor=as_alice, name=f"tag {number}")
    for address, most in ((LIST + ticket.reference, 2), (LIST, 4), (LIST + "new", 3)):
        browser.get(address)
        with django_assert_max_num_queries(most):
            browser.get(address)
