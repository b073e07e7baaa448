"""The copy of one's own data: its files, and what it says about itself."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Customer
from helpdesk.events.unit import unit_of_work
from helpdesk.files.actions.store_bytes import store_bytes
from helpdesk.files.models import StoredFile
from helpdesk.files.store import file_store
from helpdesk.lib.errors import Unavailable
from tests.files.s3 import free_port, use_store
from tests.portal.customers.account.conftest import DATA, ask
from tickets.actions import add_comment
from tickets.exports import own_files
from tickets.models import Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> None:
    settings.HELPDESK_HOME = tmp_path


def carry(actor: Actor, ticket: Ticket, name: str, content: bytes = b"It broke.", **options: Any) -> StoredFile:
    """One more message with a file."""
    with unit_of_work():
        file = store_bytes(actor=actor, name=name, content=content, content_type="text/plain")
        add_comment(ticket, actor=actor, body="See.", files=[file], **options)
    return file


def copied(client: Client) -> zipfile.ZipFile:
    """What is downloaded."""
    answer: Any = client.post(f"{DATA}/copy")
    assert answer.status_code == 200
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert archive.testzip() is None
    return archive


def listed(archive: zipfile.ZipFile) -> list[dict[str, Any]]:
    return [json.loads(line) for line in archive.read("files.jsonl").splitlines()]


def places(archive: zipfile.ZipFile) -> list[str]:
    return [name for name in archive.namelist() if name.startswith("files/")]


def test_the_files_are_in_it_and_listed(
    carols: Client, ticket: Ticket, as_carol: Actor, as_alice: Actor, dora: Customer
) -> None:
    carry(as_carol, ticket, "log.txt", b"Mine.")
    carry(as_alice, ticket, "Antwort für Sie.txt", b"Ours.")
    carry(as_alice, ticket, "note.txt", b"Thoughts.", is_internal=True)
    carry(as_alice, ask(dora, "Of Dora"), "dora.txt", b"Hers.")
    archive = copied(carols)
    assert places(archive) == ["files/TKT-0001/log.txt", "files/TKT-0001/Antwort für Sie.txt"]
    assert [archive.read(place) for place in places(archive)] == [b"Mine.", b"Ours."]
    first, second = listed(archive)
    row = ticket.files.get(file__name="log.txt")
    assert first == {
        "id": str(row.pk), "ticket_id": str(ticket.pk), "comment_id": str(row.comment_id), "reference": "TKT-0001",
        "name": "log.txt", "content_type": "text/plain", "size_bytes": 5, "created_at": first["created_at"],
        "place": "files/TKT-0001/log.txt", "left_out": None, "address": first["address"],
    }  # fmt: skip
    path = first["address"].partition("/portal/")[2]
    assert carols.get(f"/portal/{path}").status_code == 302
    assert second["place"] == "files/TKT-0001/Antwort für Sie.txt"
    assert row.file.key not in str(listed(archive))


def test_files_of_one_name_have_places_of_their_own(carols: Client, ticket: Ticket, as_carol: Actor) -> None:
    for name in ("log.txt", "LOG.txt", "log.txt", "..log (2).txt", ".tar.gz"):
        carry(as_carol, ticket, name)
    names = [place.rpartition("/")[2] for place in places(copied(carols))]
    assert names[:3] == ["log.txt", "LOG (2).txt", "log (3).txt"]
    assert len({name.casefold() for name in names}) == 5


def test_what_is_too_much_is_listed_only(
    carols: Client, ticket: Ticket, as_carol: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_files, "MOST_BYTES", 10)
    monkeypatch.setattr(own_files, "MOST_FILES", 3)
    for number, size in enumerate((8, 3, 1, 1, 1)):
        carry(as_carol, ticket, f"{number}.txt", b"x" * size)
    archive = copied(carols)
    assert places(archive) == [f"files/TKT-0001/{number}.txt" for number in (0, 2, 3)]
    assert [row["left_out"] for row in listed(archive)] == [None, "too_much", None, None, "too_much"]
    assert all("/files/" in row["address"] for row in listed(archive))


def test_a_store_that_is_slow_holds_nobody_up(
    carols: Client, ticket: Ticket, as_carol: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    carry(as_carol, ticket, "log.txt")
    monkeypatch.setattr(own_files, "MOST_SECONDS", 0)
    assert [row["left_out"] for row in listed(copied(carols))] == ["too_much"]


def test_a_file_that_is_gone_spoils_nothing(carols: Client, ticket: Ticket, as_carol: Actor) -> None:
    gone = carry(as_carol, ticket, "gone.txt")
    carry(as_carol, ticket, "there.txt")
    file_store().delete(gone.key)
    archive = copied(carols)
    assert places(archive) == ["files/TKT-0001/there.txt"]
    assert [row["left_out"] for row in listed(archive)] == ["not_available", None]


def test_with_the_store_away_it_is_asked_once_and_the_rest_comes(
    carols: Client, ticket: Ticket, as_carol: Actor, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        carry(as_carol, ticket, f"{number}.txt")
    use_store(settings, f"s3+http://key:secret@127.0.0.1:{free_port()}/helpdesk")
    asked: list[str] = []

    def away(key: str) -> None:
        asked.append(key)
        raise Unavailable("away")

    monkeypatch.setattr(file_store(), "open", away)
    archive = copied(carols)
    assert [row["left_out"] for row in listed(archive)] == ["not_available"] * 3
    assert len(asked) == 1
    assert archive.read("requests.jsonl")


def test_it_says_what_it_is_in_the_customers_language(carols: Client, carol: Customer, ticket: Ticket) -> None:
    english = copied(carols).read("README.txt").decode()
    assert english.startswith("What Acme keeps about you\n")
    assert "Made for Carol on 20" in english
    assert "requests.jsonl: 1 (your requests)" in english
    assert "files.jsonl: 0 (" in english
    for language in ("de", "ar"):
        Customer._base_manager.filter(pk=carol.pk).update(language=language)
        said = copied(carols).read("README.txt").decode()
        with translation.override(language):
            title, word = gettext("What %(workspace)s keeps about you"), gettext("your requests")
        assert said.startswith(title % {"workspace": "Acme"} + "\n")
        assert f"requests.jsonl: 1 ({word})" in said
        assert not [part for part in english.split("\n\n") if part in said]
