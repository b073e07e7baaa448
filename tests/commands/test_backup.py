"""manage.py backup and restore, run as an operator runs them, on an installation of their own."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from helpdesk.lib.postgres import EmbeddedPostgres
from tests.lib.postgres.conftest import ROOT, new_directory


@pytest.fixture(scope="module")
def installation() -> Iterator[EmbeddedPostgres]:
    """A running server with the product's tables in it."""
    home = new_directory()
    server = EmbeddedPostgres(home)
    with server.attach():
        done = manage(server, "migrate", "--verbosity=0")
        assert done.returncode == 0, done.stderr
        yield server
    shutil.rmtree(home)


def manage(server: EmbeddedPostgres, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"HELPDESK_HOME": str(server.layout.home), "HELPDESK_MODE": "demo"}
    environment |= {"DJANGO_SETTINGS_MODULE": "helpdesk.settings"}
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True)


@pytest.mark.slow
def test_a_backup_is_restored_and_says_where_the_previous_database_is(
    installation: EmbeddedPostgres, tmp_path: Path
) -> None:
    file = tmp_path / "helpdesk.backup"
    dsn = installation.connection.dsn()
    with psycopg.connect(dsn) as connection:
        connection.execute("create table kept (word text)")
    written = manage(installation, "backup", str(file))
    assert (written.returncode, written.stderr) == (0, "")
    assert "read back and complete" in written.stdout
    assert manage(installation, "backup", str(file)).returncode == 1
    with psycopg.connect(dsn) as connection:
        connection.execute("drop table kept")
        connection.commit()
        refused = manage(installation, "restore", str(file))
        assert refused.returncode == 1
        assert "in use by 1 connection(s)" in refused.stderr
    restored = manage(installation, "restore", str(file))
    assert (restored.returncode, restored.stderr) == (0, "")
    assert "The previous database is kept as helpdesk_before_" in restored.stdout
    with psycopg.connect(dsn) as connection:
        assert connection.execute("select count(*) from kept").fetchone() == (0,)


def test_a_backup_from_a_newer_release_is_refused(installation: EmbeddedPostgres, tmp_path: Path) -> None:
    file = tmp_path / "helpdesk.backup"
    dsn = installation.connection.dsn()
    newer = "insert into django_migrations (app, name, applied) values ('tickets', '9999_later', now())"
    with psycopg.connect(dsn) as connection:
        connection.execute(newer)
    manage(installation, "backup", str(file))
    refused = manage(installation, "restore", str(file))
    assert refused.returncode == 1
    assert "newer release: it has tickets.9999_later" in refused.stderr
    with psycopg.connect(dsn) as connection:
        connection.execute("delete from django_migrations where name = '9999_later'")
