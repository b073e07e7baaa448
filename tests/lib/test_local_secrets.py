"""Secrets of an installation that nobody configured."""

import json
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from helpdesk.lib.local_secrets import local_secrets
from helpdesk.lib.sealed import parse_keys


def test_they_are_made_once_and_kept_privately(tmp_path: Path) -> None:
    home = tmp_path / "not" / "yet"
    made = local_secrets(home)
    assert local_secrets(home) == made == json.loads((home / "secrets.json").read_text())
    assert stat.S_IMODE((home / "secrets.json").stat().st_mode) == 0o600
    assert len(made["SECRET_KEY"]) >= 50
    assert len(parse_keys(made["SECRETS_KEY"])) == 1


def test_two_homes_share_nothing(tmp_path: Path) -> None:
    one, other = (local_secrets(tmp_path / name) for name in "ab")
    assert not set(one.values()) & set(other.values())


def test_all_who_start_at_once_get_the_same(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as threads:
        found = list(threads.map(lambda _: tuple(local_secrets(tmp_path).values()), range(32)))
    assert len(set(found)) == 1


def test_a_file_left_empty_by_a_crash_is_filled(tmp_path: Path) -> None:
    (tmp_path / "secrets.json").touch(mode=0o600)
    assert local_secrets(tmp_path)["SECRET_KEY"]
