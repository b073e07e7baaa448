"""How much may be begun that nothing shows."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from helpdesk.accounts.actors import Actor, customer_actor, member_actor, system_actor
from helpdesk.accounts.models import Customer, Membership, Workspace
from helpdesk.events.unit import unit_of_work
from helpdesk.files import room
from helpdesk.files.actions.begin_upload import begin_upload
from helpdesk.files.actions.discard_upload import discard_upload
from helpdesk.files.actions.finish_upload import finish_upload
from helpdesk.files.models import StoredFile
from helpdesk.files.room import Most
from helpdesk.files.store import Store
from helpdesk.files.sweep import sweep_uploads
from helpdesk.http.limits import Limit
from helpdesk.lib.errors import TooMany
from helpdesk.lib.ids import earliest_id
from portal.files import steps
from tests.files.conftest import article_file, send
from tests.files.test_door import ANNOUNCED, BEGIN
from tests.tickets.actions.kit import make_customer
from tests.together import at_once

TEXT = b"It broke."


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """Caps that a test can reach."""
    settings.MAX_FILE_BYTES = 100
    monkeypatch.setattr(room, "OF_EACH", {"member": Most(3, 1000), "customer": Most(2, 1000)})
    monkeypatch.setattr(room, "OF_ALL", {"customer": Most(3, 1000)})


def begun(actor: Actor, size: int = len(TEXT)) -> StoredFile:
    with unit_of_work():
        return begin_upload(actor=actor, name="a.txt", content_type="text/plain", size=size)


def is_full(actor: Actor, size: int = len(TEXT)) -> bool:
    """Whether one more is refused; it is not begun in either case."""
    try:
        with unit_of_work():
            begin_upload(actor=actor, name="a.txt", content_type="text/plain", size=size)
            raise KeyError
    except KeyError:
        return False
    except TooMany:
        return True


def used(file: StoredFile, actor: Actor, store: Store) -> None:
    send(store, file.key, TEXT)
    with unit_of_work():
        finish_upload(file, actor=actor)
    article_file(file)


def discarded(file: StoredFile, actor: Actor, store: Store) -> None:
    with unit_of_work():
        discard_upload(file, actor=actor)


def swept(file: StoredFile, actor: Actor, store: Store) -> None:
    rows = actor.workspace.files.filter(pk=file.pk)
    rows.update(created_at=timezone.now() - datetime.timedelta(days=2))
    sweep_uploads()


def old(file: StoredFile, actor: Actor, store: Store) -> None:
    """Begun more than an hour ago, as its id says."""
    bound = earliest_id(timezone.now() - datetime.timedelta(minutes=61))
    actor.workspace.files.filter(pk=file.pk).update(id=bound)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("freed", [used, discarded, swept, old])
def test_what_lies_unused_fills_the_cap_and_is_freed(
    as_alice: Actor, store: Store, freed: Callable[[StoredFile, Actor, Store], None]
) -> None:
    files = [begun(as_alice) for _ in range(3)]
    assert is_full(as_alice)
    freed(files[0], as_alice, store)
    assert not is_full(as_alice)


def test_a_finished_file_that_nothing_shows_still_counts(as_alice: Actor, store: Store) -> None:
    files = [begun(as_alice) for _ in range(3)]
    send(store, files[0].key, TEXT)
    with unit_of_work():
        finish_upload(files[0], actor=as_alice)
    assert is_full(as_alice)


def test_bytes_count_as_well_and_some_of_the_largest_files_always_fit(as_alice: Actor, settings: Any) -> None:
    begun(as_alice, 90)
    settings.MAX_FILE_BYTES = 1000
    assert [is_full(as_alice, size) for size in (910, 1000)] == [False, False]
    begun(as_alice, 1000)
    settings.MAX_FILE_BYTES = 100
    assert is_full(as_alice, 1)


def test_everybody_has_room_of_their_own_but_all_customers_share_one(
    acme: Workspace, as_alice: Actor, as_carol: Actor, adam: Membership, eve: Membership
) -> None:
    for _ in range(3):
        begun(as_alice)
    assert not is_full(member_actor(adam))
    assert not is_full(member_actor(eve))
    for _ in range(2):
        begun(as_carol)
    assert is_full(as_carol)
    dave = customer_actor(make_customer(acme, "dave@customer.example"), acme)
    begun(dave)
    assert is_full(dave)
    assert is_full(customer_actor(make_customer(acme, "fred@customer.example"), acme))
    there: Customer = make_customer(eve.workspace, "gina@customer.example")
    assert not is_full(customer_actor(there, eve.workspace))


def test_the_system_has_no_cap(acme: Workspace) -> None:
    for _ in range(5):
        begun(system_actor(acme))


@pytest.mark.django_db(transaction=True)
def test_the_cap_is_exact_when_many_begin_at_once(as_alice: Actor) -> None:
    results = at_once(8, lambda _: begun(as_alice).pk)
    assert sum(isinstance(result, TooMany) for result in results) == 5
    assert as_alice.workspace.files.count() == 3


def test_the_door_says_so_and_when_to_come_back(alice: Membership, signed_in: Callable[[Membership], Client]) -> None:
    browser = signed_in(alice)
    answers = [browser.post(BEGIN, ANNOUNCED) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [201] * 3 + [429]
    assert 0 < int(answers[-1]["Retry-After"]) <= 3600
    said = answers[-1].json()["error"]
    assert said["code"] == "too_many"
    assert said["text"].startswith("That was a lot in a short time. Please try again in ")
    assert alice.workspace.files.count() == 3


@pytest.mark.usefixtures("limiter")
def test_a_member_begins_so_many_an_hour_used_or_not(
    alice: Membership, adam: Membership, signed_in: Callable[[Membership], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "UPLOADS", Limit("test.uploads", "2/h"))
    browser = signed_in(alice)
    statuses = []
    for _ in range(3):
        answer = browser.post(BEGIN, ANNOUNCED)
        statuses.append(answer.status_code)
        if answer.status_code == 201:
            browser.post(f"{BEGIN}/{answer.json()['id']}/discard")
    assert statuses == [201, 201, 429]
    assert signed_in(adam).post(BEGIN, ANNOUNCED).status_code == 201
