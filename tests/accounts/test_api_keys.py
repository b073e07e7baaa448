"""API keys: shown once, hashed, revocable at once."""

import time
from typing import Any

import pytest

from helpdesk.accounts.actions.create_api_key import create_api_key
from helpdesk.accounts.actions.revoke_api_key import revoke_api_key
from helpdesk.accounts.actors import Actor, system_actor
from helpdesk.accounts.authentication import CACHE_SECONDS, actor_for_key, bearer_token, key_cache
from helpdesk.accounts.models import ApiKey, Membership, Workspace
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from helpdesk.lib.errors import Invalid, Unauthenticated
from tests.cast import Api, make_key

PREFIXES = ("tl_live_", "tl_test_")


def actor(text: str, **kwargs: Any) -> Actor:
    return actor_for_key(text, **{"audience": "desk", "prefixes": PREFIXES, **kwargs})


def row_of(text: str) -> ApiKey:
    return ApiKey._base_manager.select_related("workspace").get(public=text[8:18])


@pytest.fixture
def key(alice: Membership) -> str:
    return make_key(alice, scopes=["tickets.write"])


def test_a_key_acts_for_its_workspace_in_its_owners_name(key: str, alice: Membership) -> None:
    found = actor(key)
    assert (found.kind, found.workspace, found.test_mode) == ("key", alice.workspace, False)
    assert (found.name, found.email) == ("Alice", "alice@acme.example")
    assert found.scopes == {"tickets.write", "tickets.read"}


def test_neither_row_nor_log_holds_the_key(key: str) -> None:
    row = row_of(key)
    assert (bytes(row.digest) == key.encode(), len(bytes(row.digest))) == (False, 32)
    kept = str(ApiKey._base_manager.values().get()) + str(list(Event.objects.values()))
    assert key[18:] not in kept


def test_a_key_with_any_character_changed_opens_nothing(key: str) -> None:
    for index in range(len(key)):
        other = key[:index] + ("A" if key[index] != "A" else "B") + key[index + 1 :]
        with pytest.raises(Unauthenticated):
            actor(other)
    for other in (key[:-1], key + "A", key.upper(), f" {key}", ""):
        with pytest.raises(Unauthenticated):
            actor(other)


def test_a_live_key_dressed_as_a_test_key_opens_nothing(key: str) -> None:
    with pytest.raises(Unauthenticated):
        actor(key.replace("tl_live_", "tl_test_"))


def test_another_contracts_door_does_not_take_it(key: str) -> None:
    actor(key)
    with pytest.raises(Unauthenticated):
        actor(key, audience="public")


@pytest.mark.parametrize("who", ["membership", "user"])
def test_the_key_of_somebody_who_left_opens_nothing(key: str, alice: Membership, who: str) -> None:
    row = alice if who == "membership" else alice.user
    row.is_active = False
    row.save()
    with pytest.raises(Unauthenticated):
        actor(key)


def test_a_revoked_key_opens_nothing_after_a_second_even_where_it_was_just_used(key: str) -> None:
    assert CACHE_SECONDS < 1
    assert actor(key)
    row = row_of(key)
    with unit_of_work():
        revoke_api_key(row, actor=system_actor(row.workspace))
    time.sleep(CACHE_SECONDS + 0.05)
    with pytest.raises(Unauthenticated):
        actor(key)


def test_a_key_used_all_the_time_is_looked_up_again_all_the_same(key: str) -> None:
    """The moment of its look-up counts, not of its last use."""
    actor(key)
    row = row_of(key)
    with unit_of_work():
        revoke_api_key(row, actor=system_actor(row.workspace))
    with pytest.raises(Unauthenticated):
        use_for_five_seconds(key)


def use_for_five_seconds(key: str) -> None:
    """Call fifty times a second."""
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        actor(key)
        time.sleep(0.02)


def test_revoking_again_is_harmless_and_only_ones_own_keys_are_revoked(key: str, globex: Workspace) -> None:
    row = row_of(key)
    with unit_of_work():
        revoke_api_key(row, actor=system_actor(globex))
    assert actor(key)
    for _ in range(2):
        with unit_of_work():
            revoke_api_key(row, actor=system_actor(row.workspace))
    assert Event.objects.filter(type="api_key.revoked").count() == 1


def test_an_owner_of_another_workspace_is_refused(acme: Workspace, eve: Membership) -> None:
    with pytest.raises(Invalid), unit_of_work():
        create_api_key(actor=system_actor(acme), audience="desk", name="x", scopes=[], owner=eve)
    assert not acme.api_keys.exists()


def test_the_last_use_is_kept_once_a_minute(key: str, django_assert_num_queries: Any) -> None:
    actor(key)
    used = row_of(key).last_used_at
    assert used
    key_cache.clear()
    with django_assert_num_queries(1):
        actor(key)
    assert row_of(key).last_used_at == used


def test_a_key_just_seen_costs_no_query(key: str, django_assert_num_queries: Any) -> None:
    actor(key)
    with django_assert_num_queries(0):
        actor(key)


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic abc", "Bearer\u00a0", "bearerabc"])
def test_what_is_no_bearer_header_is_refused(header: str) -> None:
    with pytest.raises(Unauthenticated):
        bearer_token(header)


def test_the_scheme_is_taken_in_any_case(key: str, alice: Membership) -> None:
    caller = Api(key)
    assert caller.client.get("/api/v1/desk/stats", headers={"Authorization": f"bEaReR  {key} "}).status_code == 200
