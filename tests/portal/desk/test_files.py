"""Files on a ticket's page at the desk: seen, fetched, sent."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Membership, Role, Workspace
from helpdesk.accounts.scopes import CUSTOMERS_READ
from portal.desk.reads import read_sheet
from tests.portal.desk.conftest import say
from tests.portal.desk.test_answer import send
from tests.portal.desk.test_new import FORM, NEW
from tests.tickets.test_files import kept
from tests.tickets.test_files import say as say_with
from tickets.models import Ticket


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> None:
    settings.HELPDESK_HOME = tmp_path


def text(name: str = "log.txt", content: bytes = b"It broke.\n") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "text/plain")


def links(page: str) -> list[str]:
    return re.findall(r'href="(/portal/acme/files/ticket/[^"]+)"', page)


def test_the_files_stand_below_their_messages(
    browser: Client, ticket: Ticket, as_carol: Actor, as_alice: Actor, address: str
) -> None:
    first = say_with(ticket, as_carol, kept(as_carol, "one.txt"), kept(as_carol, "<i>.txt"))
    second = say_with(ticket, as_alice, kept(as_alice, "two.txt"), is_internal=True)
    page = browser.get(address).content.decode()
    parts = [page.split(f'id="message-{comment.pk}"')[1].split("</article>")[0] for comment in (first, second)]
    assert ["one.txt" in part for part in parts] == [True, False]
    assert "two.txt" in parts[1]
    assert "<i>.txt" not in page
    assert len(links(page)) == 3
    lead = browser.get(links(page)[0])
    assert b"".join(browser.get(lead["Location"])) == b"It broke.\n"


def test_more_files_cost_no_more_statements(
    ticket: Ticket, as_carol: Actor, as_alice: Actor, django_assert_num_queries: Any
) -> None:
    for number in range(3):
        say_with(ticket, as_carol, *(kept(as_carol, f"{number}{i}.txt") for i in range(4)))
    with django_assert_num_queries(1):
        assert len(read_sheet(as_alice, ticket.number).files) == 12


@pytest.mark.parametrize("mode", ["reply", "note"])
def test_a_reply_or_note_takes_files_along(browser: Client, ticket: Ticket, mode: str) -> None:
    assert send(browser, ticket, mode=mode, files=[text("a.txt"), text("b.txt")]).status_code == 303
    row = ticket.files.select_related("comment", "file").order_by("created_at", "id").first()
    assert row is not None
    assert row.comment is not None
    assert (row.comment.is_internal, row.file.name, row.file.uploader_kind) == (mode == "note", "a.txt", "member")


@pytest.mark.parametrize(
    ("files", "said"),
    [([text("nothing.txt", b"")], "The file nothing.txt is empty"), ([text(f"{n}") for n in range(11)], "at most 10")],
)
def test_files_that_cannot_be_taken_are_said(browser: Client, ticket: Ticket, files: list[Any], said: str) -> None:
    answer = send(browser, ticket, body="My long answer", files=files)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert "My long answer" in page
    assert not ticket.comments.exists()


def test_on_a_stale_thread_no_file_is_kept(browser: Client, ticket: Ticket, as_carol: Actor) -> None:
    read = ticket.version
    say(ticket, as_carol, "Wait")
    assert send(browser, ticket, version=read, files=[text()]).status_code == 409
    assert not ticket.workspace.files.exists()


def test_a_new_ticket_takes_files_along_as_the_requests_own(browser: Client, acme: Workspace) -> None:
    answer = browser.post(NEW, FORM | {"files": [text("a.txt"), text("b.txt")]})
    made = acme.tickets.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/desk/acme/tickets/{made.reference}")
    rows = made.files.order_by("created_at", "id").select_related("file")
    assert [(row.file.name, row.comment_id, row.file.uploader_kind) for row in rows] == [
        ("a.txt", None, "member"), ("b.txt", None, "member"),
    ]  # fmt: skip
    assert len(links(browser.get(answer["Location"]).content.decode())) == 2


def test_by_script_the_browser_is_led_to_the_new_ticket(browser: Client, acme: Workspace) -> None:
    answer = browser.post(NEW, FORM | {"files": [text()]}, headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Redirect"]) == (200, f"/desk/acme/tickets/{acme.tickets.get().reference}")


def test_a_new_ticket_sent_twice_carries_its_files_once(browser: Client, acme: Workspace) -> None:
    once = re.search(r'name="once" value="([^"]+)"', browser.get(NEW).content.decode())
    assert once is not None
    for _twice in range(2):
        assert browser.post(NEW, FORM | {"once": once[1], "files": [text()]}).status_code == 303
    assert (acme.tickets.count(), acme.ticket_files.count()) == (1, 1)


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([text("nothing.txt", b"")], "The file nothing.txt is empty"),
        ([text(f"{n}") for n in range(11)], "at most 10"),
        ([SimpleUploadedFile("a.png", b"<script>", "image/png")], "The file a.png is not what its name says"),
    ],
)
def test_a_new_ticket_with_files_that_cannot_be_taken_is_not_opened(
    browser: Client, acme: Workspace, files: list[Any], said: str
) -> None:
    answer = browser.post(NEW, FORM | {"files": files})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert re.search(r'<input type="file" id="files"[^>]* aria-invalid="true"', page)
    assert FORM["body"] in page
    assert acme.tickets.count() == acme.files.count() == 0


def test_only_members_who_read_the_ticket_fetch_its_files(
    browser: Client, stranger: Client, viewer: Client, client: Client, ticket: Ticket, as_alice: Actor, vera: Membership
) -> None:
    say_with(ticket, as_alice, kept(as_alice), is_internal=True)
    address = f"/portal/acme/files/ticket/{ticket.files.get().pk}"
    missing = stranger.get(f"/portal/acme/files/ticket/{ticket.pk}")
    assert missing.status_code == 404
    for outsider in (stranger, client):
        answer = outsider.get(address)
        assert (answer.status_code, answer.content) == (404, missing.content)
    assert viewer.get(address).status_code == 302
    role = Role._base_manager.create(workspace=ticket.workspace, name="Other", permissions=[CUSTOMERS_READ])
    Membership._base_manager.filter(pk=vera.pk).update(custom_role=role)
    assert viewer.get(address).status_code == 404


def test_files_of_a_queue_that_is_not_theirs_stay_closed(browser: Client, ticket: Ticket, as_alice: Actor) -> None:
    say_with(ticket, as_alice, kept(as_alice))
    address = f"/portal/acme/files/ticket/{ticket.files.get().pk}"
    assert browser.get(address).status_code == 302
    queue = ticket.workspace.queues.create(name="People", access="private")
    Ticket._base_manager.filter(pk=ticket.pk).update(queue=queue)
    assert browser.get(address).status_code == 404
