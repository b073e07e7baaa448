"""begin_upload, finish_upload, discard_upload and their short forms."""

import hashlib
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from helpdesk.accounts.actors import Actor, member_actor, system_actor
from helpdesk.accounts.models import Membership, Workspace
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from helpdesk.files.actions.begin_upload import begin_upload
from helpdesk.files.actions.discard_upload import discard_upload
from helpdesk.files.actions.finish_upload import finish_upload
from helpdesk.files.actions.store_bytes import store_bytes
from helpdesk.files.actions.take_upload import take_upload
from helpdesk.files.models import StoredFile
from helpdesk.files.store import Missing, Store
from helpdesk.lib.errors import Conflict, HelpdeskError, Invalid, NotFound
from tests.files.conftest import PDF, TEXT, picture, send


def begun(actor: Actor, name: str = "plan.pdf", content_type: str = "application/pdf", size: int = len(PDF)) -> Any:
    with unit_of_work():
        return begin_upload(actor=actor, name=name, content_type=content_type, size=size)


def finished(file: StoredFile, actor: Actor, **options: Any) -> StoredFile:
    with unit_of_work():
        return finish_upload(file, actor=actor, **options)


def content_of(store: Store, file: StoredFile) -> bytes:
    with store.open(file.key) as content:
        return content.read()


def test_a_file_is_announced_sent_and_finished(as_alice: Actor, store: Store) -> None:
    file = begun(as_alice)
    send(store, file.key, PDF)
    done = finished(file, as_alice)
    assert (done.state, done.size, done.content_type) == ("finished", len(PDF), "application/pdf")
    assert bytes(done.digest or b"") == hashlib.sha256(PDF).digest()
    assert content_of(store, done) == PDF
    assert (done.uploader_kind, done.uploader_id) == (as_alice.kind, as_alice.id)
    assert Event.objects.filter(type="file.finished", subject_id=file.pk, visibility="internal").count() == 1


def test_finishing_again_changes_nothing(as_alice: Actor, store: Store) -> None:
    file = begun(as_alice)
    send(store, file.key, PDF)
    first = finished(file, as_alice)
    # The address still works for a while: what it takes now reaches nobody.
    send(store, file.key, PDF.replace(b"1", b"2"))
    assert finished(file, as_alice).finished_at == first.finished_at
    assert content_of(store, first) == PDF
    assert Event.objects.filter(type="file.finished").count() == 1


def test_a_form_brings_its_file_along(as_alice: Actor, store: Store) -> None:
    with unit_of_work():
        file = take_upload(actor=as_alice, upload=SimpleUploadedFile("../notes.txt", TEXT, "text/plain"))
    assert (file.name, file.content_type, file.state) == ("notes.txt", "text/plain", "finished")
    assert content_of(store, file) == TEXT


def test_the_product_keeps_what_it_holds_itself(acme: Workspace, store: Store) -> None:
    with unit_of_work():
        file = store_bytes(actor=system_actor(acme), name="plan.pdf", content=PDF)
    assert (file.content_type, content_of(store, file)) == ("application/pdf", PDF)


def test_two_files_of_one_name_are_two_files(as_alice: Actor, store: Store) -> None:
    with unit_of_work():
        first = store_bytes(actor=as_alice, name="a.txt", content=b"first", content_type="text/plain")
        second = store_bytes(actor=as_alice, name="a.txt", content=b"second", content_type="text/plain")
    assert (content_of(store, first), content_of(store, second)) == (b"first", b"second")
    assert first.key != second.key
    assert len(first.key.partition("/")[2]) * 4 >= 128


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_a_picture_is_drawn_anew_unless_the_original_is_wanted(as_alice: Actor, store: Store, kind: str) -> None:
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    options: dict[str, Any] = {} if kind == "GIF" else {"exif": exif}
    sent = picture(kind, **options) + b"<script>alert(1)</script>"
    with unit_of_work():
        drawn = store_bytes(actor=as_alice, name="p", content=sent, content_type=f"image/{kind.lower()}")
        kept = store_bytes(
            actor=as_alice, name="p", content=sent, content_type=f"image/{kind.lower()}", keep_original=True
        )
    assert content_of(store, kept) == sent
    shown = content_of(store, drawn)
    assert b"script" not in shown
    assert b"at home" not in shown
    assert (drawn.size, bytes(drawn.digest or b"")) == (len(shown), hashlib.sha256(shown).digest())
    assert Image.open(io.BytesIO(shown)).size == (40, 30)


def test_discarding_takes_the_row_and_says_what_is_left_to_delete(as_alice: Actor) -> None:
    file = begun(as_alice)
    for _twice in range(2):
        with unit_of_work():
            discard_upload(file, actor=as_alice)
    assert not as_alice.workspace.files.exists()
    assert [event.data for event in Event.objects.filter(type="file.discarded")] == [{"key": file.key}]


def test_nobody_finishes_or_discards_what_another_began(as_alice: Actor, adam: Membership, store: Store) -> None:
    file = begun(as_alice)
    send(store, file.key, PDF)
    for verb in (finish_upload, discard_upload):
        with pytest.raises(NotFound), unit_of_work():
            verb(file, actor=member_actor(adam))
    assert as_alice.workspace.files.get().state == "waiting"


def test_another_workspace_reaches_no_file(as_alice: Actor, eve: Membership, store: Store) -> None:
    file = begun(as_alice)
    send(store, file.key, PDF)
    with pytest.raises(NotFound), unit_of_work():
        finish_upload(file, actor=member_actor(eve))
    with unit_of_work():
        discard_upload(file, actor=member_actor(eve))
    assert as_alice.workspace.files.exists()


@pytest.mark.parametrize("size", [0, -1, 25_000_001, 10**18])
def test_a_size_that_is_not_taken_is_refused_at_once(as_alice: Actor, size: int) -> None:
    with pytest.raises(Invalid) as caught:
        begun(as_alice, size=size)
    assert caught.value.field == "file"
    assert not as_alice.workspace.files.exists()


@pytest.mark.parametrize(
    ("claimed", "sent", "code"),
    [
        ("application/pdf", b"%PDF-1.7" + PDF, "size_differs"),
        ("application/pdf", PDF[:-1], "size_differs"),
        ("image/png", b"<svg onload=alert(1)>".ljust(len(PDF)), "type_differs"),
        ("image/png", b"<script>alert(1)</script>".ljust(len(PDF)), "type_differs"),
        ("image/png", PDF, "type_differs"),
        ("text/plain", PDF, "type_differs"),
        ("text/plain", bytes(len(PDF)), "type_differs"),
        ("image/png", b"\x89PNG\r\n\x1a\n".ljust(len(PDF), b"\x00"), "bad_picture"),
    ],
)
def test_what_was_announced_differently_is_refused_and_deleted(
    as_alice: Actor, store: Store, claimed: str, sent: bytes, code: str
) -> None:
    file = begun(as_alice, content_type=claimed)
    send(store, file.key, sent)
    with pytest.raises(Invalid) as caught:
        finished(file, as_alice)
    assert (caught.value.code, caught.value.field) == (code, "file")
    assert as_alice.workspace.files.get().state == "waiting"
    with pytest.raises(Missing):
        store.open(file.key)


def test_what_never_arrived_cannot_be_finished(as_alice: Actor) -> None:
    with pytest.raises(Conflict) as caught:
        finished(begun(as_alice), as_alice)
    assert caught.value.code == "not_arrived"


def test_a_crash_while_finishing_leaves_it_to_be_finished(
    as_alice: Actor, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = begun(as_alice)
    send(store, file.key, PDF)
    with monkeypatch.context() as patch:
        patch.setattr("helpdesk.files.actions.finish_upload.save_finished", lambda *_args, **_named: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            finished(file, as_alice)
    assert as_alice.workspace.files.get().state == "waiting"
    assert finished(file, as_alice).state == "finished"


@pytest.mark.parametrize("name", ["", "\x00", "\ud800", "x" * 100_000, "../../etc/passwd", "\u200b.htaccess"])
def test_no_name_or_type_is_too_odd_to_be_kept_or_refused(as_alice: Actor, store: Store, name: str) -> None:
    for content_type in ("", name, "text/plain; charset=\ud800", "a/" + "b" * 5000):
        try:
            with unit_of_work():
                file = store_bytes(actor=as_alice, name=name, content=b"plain", content_type=content_type)
        except HelpdeskError as error:
            raise AssertionError(f"{content_type[:20]!r} was refused") from error
        assert file.name
        assert not file.name.startswith(".")
