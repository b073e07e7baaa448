"""A database in which every migration has run, kept on the server: each test process starts on a copy of it."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.apps import apps
from django.core.management import call_command
from django.db import connection

PREFIX = "helpdesk_template_"
# Whoever holds this on the server makes templates; the others wait and find theirs there.
LOCK = 7_031_517


def ensure_template() -> str:
    """The name of the template of the migrations as they are now; made if it is not there, and older ones dropped."""
    name = PREFIX + fingerprint()
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX])
        found = {row[0] for row in cursor.fetchall()}
        if name not in found:
            for old in found:
                cursor.execute(f'DROP DATABASE "{old}"')
            # Renamed when it is complete: one that was interrupted is no template.
            unfinished = f"{name}_unfinished"
            cursor.execute(f'CREATE DATABASE "{unfinished}"')
            with connected_to(unfinished):
                call_command("migrate", verbosity=0, interactive=False)
            cursor.execute(f'ALTER DATABASE "{unfinished}" RENAME TO "{name}"')
    return name


@contextmanager
def connected_to(name: str) -> Iterator[None]:
    """The default connection goes to another database for a while."""
    usual = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual


def fingerprint() -> str:
    """Another one for every change of a migration."""
    digest = hashlib.sha256(django.__version__.encode())
    for config in apps.get_app_configs():
        for path in sorted(Path(config.path).glob("migrations/**/*.py")):
            digest.update(f"{config.label}/{path.name}".encode() + path.read_bytes())
    return digest.hexdigest()[:16]
