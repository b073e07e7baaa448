"""What `manage.py doctor` looks at. Each check returns what it found, or raises Ailing with how to mend it."""

import os
import smtplib
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.checks import Tags, run_checks
from django.core.mail import get_connection
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from helpdesk.events.stalled import dead_letters
from helpdesk.files.s3 import S3Store
from helpdesk.files.store import file_store
from helpdesk.files.trial import Unfit, try_out
from helpdesk.lib.durability import careless_settings

OLDEST_VERSION = 150000
TOLERATED_SKEW_SECONDS = 5
# Sending plain HTTP on to HTTPS, and what a domain promises for its other names, is for whoever runs the proxy.
MATTERS_OF_THE_PROXY = {"security.W005", "security.W008", "security.W021"}
WAITING = "SELECT count(*), coalesce(extract(epoch FROM now() - min(at)), 0) FROM ({}) AS waiting"
OVERDUE = """
    SELECT job.id, max(event.at) AS at
    FROM procrastinate_jobs job JOIN procrastinate_events event ON event.job_id = job.id
    WHERE job.status = 'todo' AND (job.scheduled_at IS NULL OR job.scheduled_at <= now()) GROUP BY job.id
"""


class Ailing(Exception):
    """Something needs mending; the text says how."""


@dataclass(frozen=True)
class Finding:
    """One line of the doctor's report."""

    part: str
    ok: bool
    text: str


def run_check(part: str, check: Callable[[], str]) -> Finding:
    """Look at one part."""
    try:
        return Finding(part, True, check())
    except Ailing as error:
        return Finding(part, False, str(error))
    except (DatabaseError, OSError) as error:
        return Finding(part, False, f"{type(error).__name__}: {str(error).strip()}".splitlines()[0])


def check_database() -> str:
    """Reachable, new enough, careful, migrated."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int, current_setting('server_version')")
        number, version = cursor.fetchone()
    if number < OLDEST_VERSION:
        raise Ailing(f"PostgreSQL {version} is too old: use 15 or newer.")
    if careless := careless_settings():
        raise Ailing(f"{', '.join(careless)} is off: acknowledged mail could be lost. Switch it on.")
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise Ailing("The schema is older than this release: run `manage.py migrate`.")
    return f"PostgreSQL {version}, migrated, durable"


def check_storage() -> str:
    """HELPDESK_HOME takes files, and some room is left."""
    home = settings.HELPDESK_HOME
    home.mkdir(parents=True, exist_ok=True)
    probe = home / ".doctor"
    probe.write_text("ok")
    probe.unlink()
    free = os.statvfs(home).f_bavail * os.statvfs(home).f_frsize
    if free < 1_000_000_000:
        raise Ailing(f"Only {free // 1_000_000} MB are free under HELPDESK_HOME: make room.")
    return f"writable, {free // 1_000_000_000} GB free"


def check_files() -> str:
    """Where uploads are kept takes, gives back and deletes a file."""
    store = file_store()
    try:
        try_out(store)
    except Unfit as error:
        raise Ailing(str(error)) from error
    place = f"bucket {store.address.bucket} at {store.address.endpoint}" if isinstance(store, S3Store) else "on disk"
    return f"kept {place}; written, read and deleted one"


def check_mail() -> str:
    """The mail server answers, or mail goes to files."""
    if settings.EMAIL_BACKEND.endswith("FileBackend"):
        return f"no EMAIL_URL: mail is written to {settings.MAIL_DIRECTORY}"
    try:
        backend = get_connection()
        backend.open()
        backend.close()
    except (OSError, smtplib.SMTPException) as error:
        raise Ailing(f"The server of EMAIL_URL does not take our sign-in ({type(error).__name__}: {error}).") from error
    return f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT} answers"


def check_clock() -> str:
    """Ours and the database's clocks agree: tokens and schedules depend on it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT extract(epoch FROM clock_timestamp())")
        skew = abs(float(cursor.fetchone()[0]) - time.time())
    if skew > TOLERATED_SKEW_SECONDS:
        raise Ailing(f"This clock and the database's differ by {skew:.0f} s: run a time service on both hosts.")
    return f"{skew:.1f} s from the database's"


def check_queue() -> str:
    """A worker lives, nothing waits long, nothing was given up."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - interval '15 seconds'"
        )
        workers = cursor.fetchone()[0]
        cursor.execute(WAITING.format(OVERDUE))
        waiting, oldest = cursor.fetchone()
    if not workers:
        raise Ailing("No worker runs, so nothing is mailed or indexed: start `manage.py worker`.")
    if oldest > 300:
        raise Ailing(f"{waiting} jobs wait, the oldest for {oldest / 60:.0f} minutes: start more workers.")
    if buried := dead_letters():
        raise Ailing(
            f"{buried} jobs were given up: their errors are in the worker's log under job_buried or job_error."
        )
    return f"{workers} worker(s), {waiting} waiting"


def check_settings() -> str:
    """Django's own checks, those for deployment too in production."""
    found = run_checks(tags=[Tags.security], include_deployment_checks=True) if settings.PRODUCTION else run_checks()
    found = [message for message in found if not message.is_silenced() and message.id not in MATTERS_OF_THE_PROXY]
    if found:
        raise Ailing("; ".join(f"{message.msg} ({message.id})" for message in found))
    return f"mode {settings.MODE}, {settings.BASE_URL}"


CHECKS: dict[str, Callable[[], str]] = {
    "database": check_database,
    "storage": check_storage,
    "files": check_files,
    "mail": check_mail,
    "clock": check_clock,
    "queue": check_queue,
    "settings": check_settings,
}
