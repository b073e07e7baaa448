"""Files with a request and with a reply, and fetching them."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Workspace
from helpdesk.events.unit import unit_of_work
from helpdesk.files.store import file_store
from helpdesk.http.limits import Limit
from helpdesk.lib.errors import Unavailable
from helpdesk.lib.ids import new_id
from portal.customers import submit
from portal.files import limits
from tests.files.conftest import PDF, picture
from tests.portal.customers.conftest import PAGE, came_by
from tests.portal.customers.test_submit import GOOD, URL
from tests.portal.desk.conftest import open_ticket, say
from tests.tickets.test_files import kept
from tickets.files import attach_files
from tickets.models import Ticket, TicketFile

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> Path:
    settings.HELPDESK_HOME = tmp_path
    return tmp_path


def text(name: str = "log.txt", content: bytes = b"It broke.\n", content_type: str = "text/plain") -> Any:
    return SimpleUploadedFile(name, content, content_type)


def reply(client: Client, *files: Any, body: str = "See here.") -> Any:
    return client.post(f"{PAGE}/reply", {"body": body, "files": list(files)})


def submit_with(client: Client, *files: Any) -> Any:
    return client.post(URL, GOOD | {"files": list(files)})


def put(ticket: Ticket, actor: Actor, name: str, content: bytes = b"x\n", **of: Any) -> TicketFile:
    """A file below a message, or of the request itself."""
    file = kept(actor, name, content)
    with unit_of_work():
        attach_files(ticket, [file], **of)
    return TicketFile._base_manager.get(file=file)


def test_a_request_brings_its_files(client: Client, acme: Workspace) -> None:
    assert submit_with(client, text("b.txt"), text("a.txt")).status_code == 303
    files = acme.ticket_files.select_related("file").order_by("created_at", "id")
    assert [(row.file.name, row.comment_id, row.file.uploader_kind) for row in files] == [
        ("b.txt", None, "customer"),
        ("a.txt", None, "customer"),
    ]


def test_a_reply_brings_its_files_and_the_page_leads_to_them(carols: Client, ticket: Ticket) -> None:
    assert reply(carols, text("Bericht zwei.txt"), text("a.pdf", PDF, "application/pdf")).status_code == 303
    comment = ticket.comments.get()
    assert {row.comment_id for row in ticket.files.all()} == {comment.pk}
    page = carols.get(PAGE).content.decode()
    addresses = re.findall(rf'href="({PAGE}/files/[^"]+)"', page)
    assert "Bericht zwei.txt" in page
    assert len(addresses) == 2
    lead = carols.get(addresses[0])
    assert lead.status_code == 302
    answer = carols.get(lead["Location"])
    assert b"".join(answer) == b"It broke.\n"
    assert answer["Content-Disposition"].startswith("attachment")


def test_a_picture_is_kept_as_it_was_and_shown(carols: Client, ticket: Ticket) -> None:
    content = picture("JPEG", comment="who took it")
    reply(carols, SimpleUploadedFile("cat.jpg", content, "image/jpeg"))
    answer = carols.get(f"{PAGE}/files/{ticket.files.get().pk}")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert b"".join(answer) == content


def test_a_rating_link_opens_them_too(ticket: Ticket, rating: str, as_carol: Actor) -> None:
    row = put(ticket, as_carol, "a.txt")
    assert came_by(rating).get(f"{PAGE}/files/{row.pk}").status_code == 302


def test_nobody_else_gets_a_file(
    client: Client, carols: Client, ticket: Ticket, as_carol: Actor, as_alice: Actor, foreign_ticket: Ticket
) -> None:
    mine = put(ticket, as_carol, "mine.txt")
    note = put(ticket, as_alice, "note.txt", comment=say(ticket, as_alice, "Inside", is_internal=True))
    another = put(open_ticket(as_carol, ticket.requester, "Another"), as_carol, "another.txt")
    missing = carols.get(f"{PAGE}/files/{ticket.pk}")
    assert missing.status_code == 404
    for row in (note, another):
        answer = carols.get(f"{PAGE}/files/{row.pk}")
        assert (answer.status_code, answer.content) == (404, missing.content)
    assert b"note.txt" not in carols.get(PAGE).content
    assert client.get(f"{PAGE}/files/{mine.pk}").status_code == 401
    assert client.get(f"/portal/acme/files/ticket/{mine.pk}").status_code == 404
    assert client.get(f"/portal/globex/tickets/{foreign_ticket.reference}/files/{mine.pk}").status_code == 401


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (lambda: [text("nothing.txt", b"")], "The file nothing.txt is empty."),
        (lambda: [text(f"{number}.txt") for number in range(11)], "at most 10 files"),
        (lambda: [text("a.png", b"<script>alert(1)</script>", "image/png")], "The file a.png is not what its name"),
    ],
)
def test_what_cannot_be_taken_is_said_and_nothing_is_sent(
    client: Client,
    carols: Client,
    ticket: Ticket,
    everything: Callable[[], list[int]],
    files: Callable[[], list[Any]],
    said: str,
) -> None:
    before = everything()
    for answer in (reply(carols, *files(), body="Kept words"), submit_with(client, *files())):
        page = answer.content.decode()
        assert answer.status_code == 422
        assert said in page
        assert 'id="id_files_error"' in page
        assert "Kept words" in page or GOOD["subject"] in page
    assert everything() == before


def test_one_file_and_all_together_have_a_limit(
    client: Client, carols: Client, ticket: Ticket, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MAX_FILE_BYTES, settings.MAX_BODY_BYTES = 10_000_000, 12_500_000
    large = text("large.txt", b"x" * 10_000_001)
    assert "large.txt has over 10 MB" in reply(carols, large).content.decode()
    halves = [text(f"{number}.txt", b"x" * 6_500_000) for number in range(2)]
    assert "over 12 MB" in reply(carols, *halves).content.decode()
    monkeypatch.setattr(submit, "MOST_BYTES", 1_000_000)
    assert "over 1 MB" in submit_with(client, text("a.txt", b"x" * 1_000_001)).content.decode()
    assert not ticket.workspace.files.exists()


def test_with_the_store_away_the_message_is_not_lost(
    carols: Client, ticket: Ticket, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise Unavailable("away")

    monkeypatch.setattr(file_store(), "put", away)
    answer = reply(carols, text(), body="An hour of typing")
    assert answer.status_code == 409
    assert "An hour of typing" in answer.content.decode()
    assert "Send it without files" in answer.content.decode()
    assert reply(carols, body="An hour of typing").status_code == 303


def test_a_reply_sent_twice_carries_its_files_once(carols: Client, ticket: Ticket) -> None:
    once = re.search(r'name="once" value="([^"]+)"', carols.get(PAGE).content.decode())
    assert once is not None
    for _ in range(2):
        carols.post(f"{PAGE}/reply", {"body": "See.", "once": once[1], "files": [text()]})
    assert (ticket.comments.count(), ticket.files.count()) == (1, 1)


@pytest.mark.usefixtures("limiter")
def test_strangers_of_one_address_send_forty_files_a_day(client: Client, acme: Workspace) -> None:
    answers = [
        client.post(URL, GOOD | {"email": f"d{n}@customer.example", "files": [text(f"{i}.txt") for i in range(9)]})
        for n in range(5)
    ]
    assert [answer.status_code for answer in answers] == [303] * 4 + [429]
    assert acme.ticket_files.count() == 36
    assert GOOD["subject"] in answers[-1].content.decode()


def sent_by(client: Client, size: int) -> Any:
    """A request of somebody new with a file of so many bytes."""
    sent = {"email": f"{new_id().hex}@customer.example", "files": [text("large.txt", b"x" * size)]}
    return client.post(URL, GOOD | sent)


@pytest.mark.usefixtures("limiter")
def test_one_address_sends_so_many_bytes_an_hour_and_no_file_counts_against_the_others(
    client: Client, acme: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "PART_BYTES", 10)
    monkeypatch.setattr(limits, "PARTS", Limit("test.parts", "6/h"))
    monkeypatch.setattr(limits, "ALL_PARTS", Limit("test.all_parts", "9/h"))
    assert [sent_by(client, size).status_code for size in (10, 11, 30, 1)] == [303, 303, 303, 429]
    refused = sent_by(client, 1)
    assert "Too many files came in a short time." in refused.content.decode().split('id="id_files_error"')[1]
    assert 0 < int(refused["Retry-After"]) <= 3600
    elsewhere = Client(REMOTE_ADDR="198.51.100.7")
    assert sent_by(elsewhere, 30).status_code == 303
    third = Client(REMOTE_ADDR="198.51.100.8")
    assert sent_by(third, 1).status_code == 429
    assert third.post(URL, GOOD | {"email": "last@customer.example"}).status_code == 303
    assert acme.ticket_files.count() == 4


@pytest.mark.usefixtures("limiter")
def test_all_addresses_together_send_so_many_files_an_hour(
    acme: Workspace, globex: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "ALL_FILES", Limit("test.all", "3/h"))
    answers = [submit_with(Client(REMOTE_ADDR=f"198.51.100.{n}"), text()) for n in range(4)]
    assert [answer.status_code for answer in answers] == [303] * 3 + [429]
    there = Client().post("/portal/globex/submit", GOOD | {"files": [text()]})
    assert there.status_code == 303


@pytest.mark.usefixtures("limiter")
def test_files_that_are_refused_count_too(client: Client, acme: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PARTS", Limit("test.parts", "2/h"))
    answers = [submit_with(client, text(), text("a.png", b"<script>", "image/png")) for _time in range(3)]
    assert [answer.status_code for answer in answers] == [422, 422, 429]
    assert not acme.files.exists()


@pytest.mark.usefixtures("limiter")
def test_replies_are_counted_and_no_word_is_lost(
    carols: Client, ticket: Ticket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "FILES", Limit("test.files", "2/h"))
    answers = [reply(carols, text(), body=f"Words {number}") for number in range(3)]
    assert [answer.status_code for answer in answers] == [303, 303, 429]
    assert "Words 2" in answers[-1].content.decode()
    assert "Please send this without them" in answers[-1].content.decode()
    assert reply(carols, body="Words 2").status_code == 303
    assert (ticket.comments.count(), ticket.files.count()) == (3, 2)


def test_a_body_that_the_door_did_not_read_is_told_so(carols: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    refused_by_the_door: Any = {"helpdesk.body_refused": "too large"}
    answer = strict.post(f"{PAGE}/reply", **refused_by_the_door)
    assert answer.status_code == 413
    assert "Send smaller or fewer files." in answer.content.decode()
