"""Credentials of the demo: right at every start, private, and made anew when they no longer fit."""

import stat
from pathlib import Path

import pytest

from helpdesk.accounts.actions.revoke_api_key import revoke_api_key
from helpdesk.accounts.actors import system_actor
from helpdesk.accounts.authentication import actor_for_key, key_cache
from helpdesk.accounts.models import User, Workspace
from helpdesk.demo.credentials import FILE_NAME, demo_credentials
from helpdesk.events.unit import unit_of_work
from helpdesk.lib.errors import Unauthenticated
from helpdesk.lib.ids import to_typeid

pytestmark = pytest.mark.usefixtures("seeded", "db")


def opens(key: str, *, prefix: str) -> bool:
    """Whether the desk contract takes the key."""
    key_cache.clear()
    try:
        actor_for_key(key, audience="desk", prefixes=(prefix,))
    except Unauthenticated:
        return False
    return True


def test_every_key_and_password_opens_its_workspace(tmp_path: Path) -> None:
    found = demo_credentials(tmp_path)
    assert sorted(found) == ["acme", "globex"]
    for slug, entry in found.items():
        assert sorted(entry) == ["id", "keys", "slug", "users"]
        assert entry["id"] == to_typeid("wks", Workspace.objects.get(slug=slug).pk)
        assert opens(entry["keys"]["desk"], prefix="tl_live_")
        assert opens(entry["keys"]["desk_test"], prefix="tl_test_")
        assert sorted(entry["users"]) == ["admin", "agent", "customer", "viewer"]
        for role in ("admin", "agent", "viewer"):
            user = entry["users"][role]
            row = User.objects.get(email=user["email"])
            assert row.check_password(user["password"])
            assert row.memberships.get().role == role


def test_the_cast_is_who_everybody_expects(tmp_path: Path) -> None:
    found = demo_credentials(tmp_path)
    assert found["acme"]["users"]["admin"]["email"] == "adam@acme.example"
    assert found["acme"]["users"]["agent"]["email"] == "alice@acme.example"
    assert found["globex"]["users"]["admin"]["email"] == "eve@globex.example"
    carol = found["acme"]["users"]["customer"]
    assert carol["email"] == "carol@northwind-joinery.example"
    number = int(carol["ticket"].removeprefix("TKT-"))
    assert Workspace.objects.get(slug="acme").tickets.get(number=number).requester.email == carol["email"]


def test_the_file_is_private_and_makes_the_next_start_say_the_same(tmp_path: Path) -> None:
    first = demo_credentials(tmp_path)
    assert stat.S_IMODE((tmp_path / FILE_NAME).stat().st_mode) == 0o600
    assert demo_credentials(tmp_path) == first
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


@pytest.mark.parametrize("damage", [lambda path: path.unlink(), lambda path: path.write_text("{")])
def test_a_lost_or_damaged_file_is_made_anew_and_old_keys_are_shut(tmp_path: Path, damage) -> None:
    before = demo_credentials(tmp_path)["acme"]
    damage(tmp_path / FILE_NAME)
    after = demo_credentials(tmp_path)["acme"]
    assert opens(after["keys"]["desk"], prefix="tl_live_")
    assert not opens(before["keys"]["desk"], prefix="tl_live_")
    agent = User.objects.get(email="alice@acme.example")
    assert agent.check_password(after["users"]["agent"]["password"])
    assert not agent.check_password(before["users"]["agent"]["password"])


def test_a_password_changed_on_the_way_is_made_anew_for_that_workspace_only(tmp_path: Path) -> None:
    before = demo_credentials(tmp_path)
    alice = User.objects.get(email="alice@acme.example")
    alice.set_password("something of her own")
    alice.save()
    after = demo_credentials(tmp_path)
    alice.refresh_from_db()
    assert alice.check_password(after["acme"]["users"]["agent"]["password"])
    assert after["globex"] == before["globex"]


def test_a_revoked_key_is_made_anew(tmp_path: Path) -> None:
    before = demo_credentials(tmp_path)["acme"]
    acme = Workspace.objects.get(slug="acme")
    with unit_of_work():
        revoke_api_key(acme.api_keys.get(name="Demo desk_test"), actor=system_actor(acme))
    after = demo_credentials(tmp_path)["acme"]
    assert after["keys"]["desk_test"] != before["keys"]["desk_test"]
    assert opens(after["keys"]["desk_test"], prefix="tl_test_")


def test_a_file_of_another_database_is_not_believed(tmp_path: Path) -> None:
    before = demo_credentials(tmp_path)["acme"]
    path = tmp_path / FILE_NAME
    path.write_text(path.read_text().replace(before["id"], "wks_00000000000000000000000000"))
    assert demo_credentials(tmp_path)["acme"]["id"] == before["id"]
