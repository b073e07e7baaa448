"""Fill an empty installation, once."""

import datetime

from django.db import connection
from django.utils import timezone

from helpdesk.accounts.models import Workspace
from helpdesk.demo.hours import DAY
from helpdesk.demo.library import SLUGS, Library, load_library
from helpdesk.demo.plan import DAYS, plan_workspace
from helpdesk.demo.stage import Stage
from helpdesk.events.unit import unit_of_work


def start_of_today() -> datetime.datetime:
    """Midnight UTC: sample data ends there, so that it is the same all day."""
    return timezone.now().astimezone(datetime.UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def seed_demo(*, seed: int = 1, tickets: int = 300, until: datetime.datetime | None = None) -> dict[str, int]:
    """Write the workspaces that are missing; returns how many tickets each of them got.

    Each workspace is one transaction, so an interrupted run leaves none half full and the next run makes the rest.
    A workspace that exists is left alone, whoever made it.
    """
    libraries = [load_library(slug) for slug in SLUGS]
    counts = shares(libraries, tickets)
    return {
        library.slug: counts[library.slug]
        for library in libraries
        if write_workspace(library, seed=seed, count=counts[library.slug], until=until or start_of_today())
    }


def shares(libraries: list[Library], tickets: int) -> dict[str, int]:
    """How many of the tickets each workspace gets; together exactly ``tickets``."""
    total = sum(library.share for library in libraries)
    counts = {library.slug: tickets * library.share // total for library in libraries}
    counts[libraries[0].slug] += tickets - sum(counts.values())
    return counts


def write_workspace(library: Library, *, seed: int, count: int, until: datetime.datetime) -> bool:
    """Whether the workspace was missing and is now filled."""
    with unit_of_work(silent=True) as unit:
        with connection.cursor() as cursor:  # a second run at the same moment waits, then finds it there
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('demo seed', 0))")
        if Workspace.objects.filter(slug=library.slug).exists():
            return False
        stage = Stage(library, unit)
        workspace = stage.found(until - (DAYS + 1) * DAY)
        stage.perform(plan_workspace(library, seed=seed, count=count, until=until), workspace)
    return True
