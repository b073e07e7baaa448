"""The same three steps on a real S3 server, and what holds while it is away."""

import datetime
import hashlib
import io
import socket
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from helpdesk.accounts.actors import Actor
from helpdesk.events.unit import unit_of_work
from helpdesk.files.actions.begin_upload import begin_upload
from helpdesk.files.actions.finish_upload import finish_upload
from helpdesk.files.actions.store_bytes import store_bytes
from helpdesk.files.keys import new_key
from helpdesk.files.models import StoredFile
from helpdesk.files.store import UPLOAD_SECONDS, Download, Missing, Store, Upload, file_store
from helpdesk.lib.errors import Conflict, Invalid, Unavailable
from helpdesk.lib.ids import new_id
from tests.files.conftest import PDF, TEXT, picture
from tests.files.s3 import Server, free_port, s3_server, use_store


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with s3_server(tmp_path_factory.mktemp("s3")) as running:
        yield running


@pytest.fixture
def bucket(server: Server, settings: Any) -> Store:
    use_store(settings, server.address)
    return file_store()


def put(upload: Upload, content: bytes, **headers: str) -> int:
    """What a browser does with the address; the status of the answer."""
    sent = dict(upload.headers) | headers
    request = urllib.request.Request(upload.address, data=content, method="PUT", headers=sent)
    try:
        with urllib.request.urlopen(request) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def begun(actor: Actor, **values: Any) -> tuple[StoredFile, Upload]:
    announced: dict[str, Any] = {"name": "plan.pdf", "content_type": "application/pdf", "size": len(PDF)} | values
    with unit_of_work():
        file = begin_upload(actor=actor, **announced)
    return file, file_store().upload(file.key, content_type=file.content_type, size=file.size)


def finished(file: StoredFile, actor: Actor) -> StoredFile:
    with unit_of_work():
        return finish_upload(file, actor=actor)


def content_of(store: Store, key: str) -> bytes:
    with store.open(key) as content:
        return content.read()


def test_a_file_goes_straight_to_the_store_and_is_taken_over(as_alice: Actor, bucket: Store) -> None:
    file, upload = begun(as_alice)
    assert put(upload, PDF) == 200
    done = finished(file, as_alice)
    assert (done.state, done.size, content_of(bucket, done.key)) == ("finished", len(PDF), PDF)
    # The address still works, but reaches no finished file.
    assert put(upload, PDF.replace(b"1", b"2")) == 200
    assert finished(file, as_alice).state == "finished"
    assert content_of(bucket, done.key) == PDF


def test_the_address_takes_no_other_size_or_type(as_alice: Actor, bucket: Store) -> None:
    file, upload = begun(as_alice)
    assert put(upload, PDF + b"more") == 403
    assert put(upload, PDF, **{"Content-Type": "text/html"}) == 403
    with pytest.raises(Conflict):
        finished(file, as_alice)


def test_other_content_of_the_same_size_is_refused_and_deleted(as_alice: Actor, bucket: Store) -> None:
    file, upload = begun(as_alice, content_type="image/png")
    assert put(upload, b"<script>alert(1)</script>".ljust(len(PDF))) == 200
    with pytest.raises(Invalid) as caught:
        finished(file, as_alice)
    assert caught.value.code == "type_differs"
    assert not [held for held in bucket.held() if held.key == file.key]


def test_a_picture_is_drawn_anew_there_too(as_alice: Actor, bucket: Store) -> None:
    sent = picture() + b"<script>"
    file, upload = begun(as_alice, name="p.png", content_type="image/png", size=len(sent))
    assert put(upload, sent) == 200
    done = finished(file, as_alice)
    shown = content_of(bucket, done.key)
    assert b"<script>" not in shown
    assert done.size == len(shown)


def test_a_crash_while_finishing_leaves_it_to_be_finished(as_alice: Actor, bucket: Store) -> None:
    file, upload = begun(as_alice)
    put(upload, PDF)
    bucket.promote(file.key)  # as far as it came
    assert finished(file, as_alice).state == "finished"


def test_a_file_larger_than_what_is_held_in_memory_comes_back_whole(bucket: Store) -> None:
    key, content = new_key(new_id()), bytes(range(256)) * 12_000
    bucket.put(key, io.BytesIO(content))
    assert content_of(bucket, key) == content


def test_a_download_is_saved_under_its_name_and_never_shown(as_alice: Actor, bucket: Store) -> None:
    with unit_of_work():
        file = store_bytes(actor=as_alice, name='Übersicht "1".html', content=TEXT, content_type="text/html")
    address = bucket.download(Download(file.key, file.name, file.content_type))
    with urllib.request.urlopen(address) as answer:
        assert answer.read() == TEXT
        assert answer.headers["Content-Type"] == "application/octet-stream"
        disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith("attachment; filename*=utf-8''%C3%9Cbersicht%20_1_.html")


def test_what_is_not_there_is_missing(bucket: Store) -> None:
    key = new_key(new_id())
    for ask in (bucket.open, bucket.promote, lambda key: bucket.download(Download(key, "a", "text/plain"))):
        with pytest.raises(Missing):
            ask(key)
    bucket.delete(key)


def test_everything_there_is_listed(server: Server, bucket: Store) -> None:
    kept, gone = new_key(new_id()), new_key(new_id())
    bucket.put(kept, io.BytesIO(b"kept"))
    bucket.put(gone, io.BytesIO(b"gone"))
    bucket.delete(gone)
    (server.directory / "helpdesk" / "files" / "readme.txt").write_text("not ours")
    listed = {(held.key, held.waiting) for held in bucket.held()}
    assert (kept, False) in listed
    assert gone not in {key for key, _waiting in listed}
    assert "readme.txt" not in str(listed)


@pytest.fixture
def mute() -> Iterator[int]:
    """A server that takes connections and never answers."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(16)
        yield int(listener.getsockname()[1])


@pytest.mark.parametrize("kind", ["nobody", pytest.param("mute", marks=pytest.mark.slow), "stranger"])
def test_a_store_that_is_away_is_said_to_be_away(
    as_alice: Actor, settings: Any, server: Server, mute: int, kind: str
) -> None:
    port = {"nobody": free_port(), "mute": mute, "stranger": server.port}[kind]
    use_store(settings, f"s3+http://other:credential@127.0.0.1:{port}/helpdesk")
    with unit_of_work():
        file = begin_upload(actor=as_alice, name="a.pdf", content_type="", size=len(PDF))
    store = file_store()
    with pytest.raises(Unavailable) as caught:
        store.upload(file.key, content_type=file.content_type, size=file.size)
    assert caught.value.retry_after == 5
    with pytest.raises(Unavailable):
        finished(file, as_alice)
    with pytest.raises(Unavailable):
        store.open(file.key)


def test_a_silent_store_is_given_up_within_five_seconds(settings: Any, mute: int) -> None:
    """What we ask for is what counts: the limits that the client was told."""
    use_store(settings, f"s3+http://key:secret@127.0.0.1:{mute}/helpdesk")
    config = getattr(file_store(), "client").meta.config  # noqa: B009 - only this kind of store has one
    assert config.connect_timeout + config.read_timeout < 5
    assert config.retries["total_max_attempts"] == 1


def test_it_works_again_as_soon_as_the_store_is_back(as_alice: Actor, settings: Any, tmp_path: Path) -> None:
    with s3_server(tmp_path / "s3") as server:
        use_store(settings, server.address)
        store, key = file_store(), new_key(as_alice.workspace.pk)
        store.put(key, io.BytesIO(b"before"))
    with pytest.raises(Unavailable):
        store.open(key)
    with s3_server(tmp_path / "s3", port=server.port):
        assert content_of(store, key) == b"before"


def test_an_address_that_has_expired_takes_nothing(
    as_alice: Actor, bucket: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier = datetime.datetime.now(datetime.UTC) - datetime.timedelta(seconds=UPLOAD_SECONDS + 60)
    monkeypatch.setattr("botocore.auth.get_current_datetime", lambda *_args, **_options: earlier)
    monkeypatch.setattr(getattr(bucket, "client"), "head_bucket", lambda **_names: None)  # noqa: B009 - it knows the time
    file, upload = begun(as_alice)
    monkeypatch.undo()
    assert put(upload, PDF) in {400, 403}  # servers word it differently
    with pytest.raises(Conflict):
        finished(file, as_alice)


def test_of_two_uploads_to_one_address_the_last_before_finishing_counts(as_alice: Actor, bucket: Store) -> None:
    file, upload = begun(as_alice)
    second = PDF.replace(b"1", b"2")
    assert [put(upload, PDF), put(upload, second)] == [200, 200]
    done = finished(file, as_alice)
    assert content_of(bucket, done.key) == second
    assert bytes(done.digest or b"") == hashlib.sha256(second).digest()


@pytest.mark.parametrize(
    "headers", [{"x-amz-acl": "public-read"}, {"Content-Disposition": "inline"}, {"x-amz-meta-a": "b"}]
)
def test_what_an_upload_adds_of_its_own_does_not_last(as_alice: Actor, bucket: Store, headers: dict[str, str]) -> None:
    file, upload = begun(as_alice)
    put(upload, PDF, **headers)  # a store may refuse them, or take them along
    put(upload, PDF)
    done = finished(file, as_alice)
    client, named = getattr(bucket, "client"), getattr(bucket, "_named")(done.key)  # noqa: B009 - what is stored
    kept = client.head_object(**named)
    assert kept["ContentType"] == "application/octet-stream"
    assert kept.get("ContentDisposition", "attachment") == "attachment"
    assert not kept["Metadata"].get("a")
