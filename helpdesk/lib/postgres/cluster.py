"""The data directory: checked, made in one step, and given its roles, database and passwords."""

import os
import secrets
import shutil
import subprocess
import tempfile
from functools import partial
from pathlib import Path

from helpdesk.lib.postgres.account import Account, become
from helpdesk.lib.postgres.binaries import MAJOR, clean_environment, program
from helpdesk.lib.postgres.directories import server_directory, synced
from helpdesk.lib.postgres.errors import PostgresError
from helpdesk.lib.postgres.layout import DATABASE, ROLE, SUPERUSER, Layout
from helpdesk.lib.postgres.options import TUNABLE

UNFINISHED = "data.unfinished-"
INIT_SECONDS = 110

# CREATE ROLE has no IF NOT EXISTS, and the single-user server takes one statement per line.
MAKE_ROLE = f"CREATE ROLE {ROLE};"
MAKE_DATABASE = f"CREATE DATABASE {DATABASE} OWNER {ROLE};"
SET_ROLE = "ALTER ROLE {name} LOGIN {rights} PASSWORD '{password}';"
APPLICATION_RIGHTS = "NOSUPERUSER CREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS"


def check_data_directory(data: Path) -> None:
    """Raises PostgresError when ``data`` holds something else than a data directory of our version."""
    version_file = data / "PG_VERSION"
    if version_file.exists():
        version = version_file.read_text().strip()
        if version != str(MAJOR):
            raise PostgresError(
                f"{data} was made by PostgreSQL {version}; this release brings {MAJOR}. Write a backup with the "
                f"release that made it (manage.py backup FILE), move {data} away, and restore the backup here."
            )
    elif data.exists() and any(data.iterdir()):
        raise PostgresError(f"{data} is not a PostgreSQL data directory and not empty. Move it away.")


def prepare_cluster(layout: Layout, account: Account) -> None:
    """Make the data directory when there is none, and new passwords when their files are lost."""
    for leftover in layout.base.glob(f"{UNFINISHED}*"):  # never served anybody: its start was killed
        shutil.rmtree(leftover, ignore_errors=True)
    server_directory(layout.run, account)
    server_directory(layout.log, account)
    if not (layout.data / "PG_VERSION").exists():
        _make_cluster(layout, account)
    elif not (layout.passfile.exists() and layout.superuser_passfile.exists()):
        _set_passwords(layout, account, layout.data, [])


def run_as(account: Account, command: list[str], given: str) -> None:
    """Run one server program as the account, ``given`` on its standard input. Raises PostgresError when it fails."""
    try:
        done = subprocess.run(
            command,
            input=given,
            text=True,
            capture_output=True,
            timeout=INIT_SECONDS,
            env=clean_environment(),
            preexec_fn=partial(become, account, os.getpid()),  # safe: the keeper has one thread
        )
    except subprocess.TimeoutExpired as error:
        raise PostgresError(f"{command[0]} took longer than {INIT_SECONDS} s. Is the disk full or slow?") from error
    # The single-user server ends with 0 whatever its statements did.
    if done.returncode or "ERROR:" in done.stderr or "FATAL:" in done.stderr:
        raise PostgresError(f"{command[0]} failed: {done.stderr.strip()[-2000:]}")


def _make_cluster(layout: Layout, account: Account) -> None:
    unfinished = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=layout.base))
    server_directory(unfinished, account)
    _initdb(unfinished, account)
    with (unfinished / "postgresql.conf").open("a") as file:
        file.write(TUNABLE)
    _set_passwords(layout, account, unfinished, [MAKE_ROLE, MAKE_DATABASE])
    if layout.data.exists():  # checked to be empty; a rename would take its place only then, too
        layout.data.rmdir()
    unfinished.rename(layout.data)
    synced(layout.base)


def _initdb(directory: Path, account: Account) -> None:
    command = [program("initdb"), "-D", str(directory), "-U", SUPERUSER, "--pwfile=/dev/stdin", "--data-checksums"]
    command += ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C"]
    throwaway = secrets.token_hex(32) + "\n"
    try:
        # Order by code point everywhere; upper and lower case of every script. Nothing from the machine's locale.
        run_as(account, [*command, "--lc-ctype=C.UTF-8"], throwaway)
    except PostgresError as error:
        if "locale" not in str(error):
            raise
        run_as(account, command, throwaway)


def _set_passwords(layout: Layout, account: Account, directory: Path, first: list[str]) -> None:
    passwords = {layout.passfile: secrets.token_hex(32), layout.superuser_passfile: secrets.token_hex(32)}
    statements = [
        *first,
        SET_ROLE.format(name=ROLE, rights=APPLICATION_RIGHTS, password=passwords[layout.passfile]),
        SET_ROLE.format(name=SUPERUSER, rights="SUPERUSER", password=passwords[layout.superuser_passfile]),
    ]
    single = [program("postgres"), "--single", "-D", str(directory), "-c", "timezone=UTC", "postgres"]
    run_as(account, single, "\n".join(statements) + "\n")
    _write_passfile(layout.superuser_passfile, SUPERUSER, passwords[layout.superuser_passfile])
    _write_passfile(layout.passfile, ROLE, passwords[layout.passfile])


def _write_passfile(path: Path, role: str, password: str) -> None:
    descriptor, name = tempfile.mkstemp(prefix=f"{path.name}.", dir=path.parent)  # made with mode 0600
    with os.fdopen(descriptor, "w") as file:
        file.write(f"*:*:*:{role}:{password}\n")
        file.flush()
        os.fsync(file.fileno())
    Path(name).rename(path)
    synced(path.parent)
