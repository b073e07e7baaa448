"""Replacing a key while both work for a while."""

import datetime

import pytest
from django.utils import timezone

from helpdesk.accounts.actions.create_api_key import MadeKey
from helpdesk.accounts.actions.revoke_api_key import revoke_api_key
from helpdesk.accounts.actions.rotate_api_key import rotate_api_key
from helpdesk.accounts.actors import system_actor
from helpdesk.accounts.models import ApiKey, Membership
from helpdesk.events.unit import unit_of_work
from helpdesk.lib.errors import Conflict, Invalid, NotFound
from tests.cast import make_key
from tests.together import at_once, failures


@pytest.fixture
def key(adam: Membership) -> ApiKey:
    make_key(adam, scopes=["tickets.read"])
    found: ApiKey = ApiKey._base_manager.select_related("workspace").get()
    return found


def rotate(key: ApiKey, hours: int = 24) -> MadeKey:
    with unit_of_work():
        return rotate_api_key(key, actor=system_actor(key.workspace), overlap_hours=hours)


def test_the_new_one_lives_as_long_as_the_old_one_was_meant_to(key: ApiKey) -> None:
    key.expires_at = key.created_at + datetime.timedelta(days=30)
    key.save()
    new = rotate(key).row
    assert new.expires_at is not None
    assert abs(new.expires_at - timezone.now() - datetime.timedelta(days=30)) < datetime.timedelta(minutes=1)
    assert (new.scopes, new.owner_id, new.audience) == (key.scopes, key.owner_id, key.audience)


def test_the_overlap_never_lengthens_a_life(key: ApiKey) -> None:
    key.expires_at = ends = timezone.now() + datetime.timedelta(hours=1)
    key.save()
    rotate(key, hours=24)
    key.refresh_from_db()
    assert key.expires_at == ends


def test_a_key_of_another_workspace_is_not_found(key: ApiKey, eve: Membership) -> None:
    with pytest.raises(NotFound), unit_of_work():
        rotate_api_key(key, actor=system_actor(eve.workspace), overlap_hours=1)


@pytest.mark.parametrize("hours", [-1, 337])
def test_hours_out_of_range_are_refused(hours: int, key: ApiKey) -> None:
    with pytest.raises(Invalid):
        rotate(key, hours)


def test_a_revoked_or_ended_key_is_not_replaced(key: ApiKey) -> None:
    with unit_of_work():
        revoke_api_key(key, actor=system_actor(key.workspace))
    with pytest.raises(Conflict):
        rotate(key)
    ApiKey._base_manager.update(revoked_at=None, expires_at=timezone.now() - datetime.timedelta(seconds=1))
    with pytest.raises(Conflict):
        rotate(key)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_make_one_new_key(key: ApiKey) -> None:
    results = at_once(2, lambda _: rotate(key))
    assert [type(failure) for failure in failures(results)] == [Conflict]
    assert ApiKey._base_manager.count() == 2
