"""What is swept, and what is not."""

import datetime
import io
import os
import time
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from helpdesk.accounts.actors import Actor
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from helpdesk.files.actions.begin_upload import begin_upload
from helpdesk.files.actions.discard_upload import discard_upload
from helpdesk.files.actions.store_bytes import store_bytes
from helpdesk.files.handlers import delete_bytes
from helpdesk.files.keys import new_key
from helpdesk.files.models import StoredFile
from helpdesk.files.store import Missing, Store
from helpdesk.files.sweep import sweep_bytes, sweep_unused, sweep_uploads
from tests.files.conftest import PDF, article_file, send
from tests.files.s3 import free_port, use_store


def kept(actor: Actor) -> StoredFile:
    with unit_of_work():
        return store_bytes(actor=actor, name="a.pdf", content=PDF)


def begun(actor: Actor) -> StoredFile:
    with unit_of_work():
        return begin_upload(actor=actor, name="a.pdf", content_type="", size=len(PDF))


def make_older(files: Any, **times: int) -> None:
    """Move the moments of rows back by days."""
    files.update(**{name: timezone.now() - datetime.timedelta(days=days) for name, days in times.items()})


def make_bytes_older(home: Path) -> None:
    """Let everything on the disk be two days old."""
    for path in (home / "files").rglob("*"):
        os.utime(path, (time.time() - 2 * 86_400,) * 2)


def is_there(store: Store, key: str) -> bool:
    return key in {held.key for held in store.held()}


@pytest.mark.django_db(transaction=True)
def test_an_upload_of_yesterday_that_nobody_finished_goes_with_its_bytes(as_alice: Actor, store: Store) -> None:
    old, new, done = begun(as_alice), begun(as_alice), kept(as_alice)
    for file in (old, new):
        send(store, file.key, PDF)
    make_older(as_alice.workspace.files.exclude(pk=new.pk), created_at=2)
    sweep_uploads()
    assert set(as_alice.workspace.files.all()) == {new, done}
    assert [is_there(store, file.key) for file in (old, new, done)] == [False, True, True]


@pytest.mark.django_db(transaction=True)
def test_a_file_that_nothing_shows_goes_after_a_week(as_alice: Actor, store: Store) -> None:
    unused, used, new = kept(as_alice), kept(as_alice), kept(as_alice)
    article_file(used)
    make_older(as_alice.workspace.files.exclude(pk=new.pk), finished_at=8)
    sweep_unused()
    assert set(as_alice.workspace.files.all()) == {used, new}
    assert [is_there(store, file.key) for file in (unused, used, new)] == [False, True, True]


def test_bytes_without_a_row_go_after_a_day(as_alice: Actor, store: Store, home: Path) -> None:
    known, waiting, left = kept(as_alice), begun(as_alice), new_key(as_alice.workspace.pk)
    send(store, waiting.key, PDF)
    store.put(left, io.BytesIO(b"left"))
    half_written = home / "files" / f"{new_key(as_alice.workspace.pk)}.0123456789abcdef"
    half_written.write_bytes(b"half")
    sweep_bytes()
    assert is_there(store, left)
    make_bytes_older(home)
    sweep_bytes()
    assert [is_there(store, key) for key in (left, known.key, waiting.key)] == [False, True, True]


def test_what_is_none_of_ours_stays(store: Store, home: Path, db: None) -> None:
    other = home / "files" / "notes" / "read me.txt"
    other.parent.mkdir(parents=True)
    other.write_text("mine")
    make_bytes_older(home)
    sweep_bytes()
    assert other.exists()


def test_the_bytes_of_a_discarded_file_go_afterwards(as_alice: Actor, store: Store) -> None:
    file = kept(as_alice)
    with unit_of_work():
        discard_upload(file, actor=as_alice)
    for _twice in range(2):
        delete_bytes(Event.objects.get(type="file.discarded"))
    with pytest.raises(Missing):
        store.open(file.key)


def test_a_file_that_something_shows_is_not_discarded(as_alice: Actor, store: Store) -> None:
    file = kept(as_alice)
    article_file(file)
    with pytest.raises(Exception, match="in use"), unit_of_work():
        discard_upload(file, actor=as_alice)
    assert as_alice.workspace.files.exists()


@pytest.mark.django_db(transaction=True)
def test_with_the_store_away_rows_go_and_bytes_later(as_alice: Actor, settings: Any) -> None:
    file = begun(as_alice)
    make_older(as_alice.workspace.files, created_at=2)
    use_store(settings, f"s3+http://key:secret@127.0.0.1:{free_port()}/helpdesk")
    with pytest.raises(Exception, match="cannot be kept"):
        sweep_uploads()
    assert not as_alice.workspace.files.filter(pk=file.pk).exists()
