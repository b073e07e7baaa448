"""Fill an empty installation, once."""

import datetime

from django.db import connection, transaction
from django.utils import timezone

from helpdesk.accounts.models import Workspace
from helpdesk.demo.editions import OLDEST, plan_editions
from helpdesk.demo.hours import DAY
from helpdesk.demo.library import SLUGS, Library, load_library
from helpdesk.demo.plan import plan_workspace
from helpdesk.demo.readers import load_readers, plan_visits
from helpdesk.demo.shelf import Shelf
from helpdesk.demo.stage import Stage
from helpdesk.demo.told import leave_notices
from helpdesk.demo.visits import perform_visits
from helpdesk.events.unit import unit_of_work

FOUNDED_DAYS = OLDEST + 10  # the articles are older than the tickets


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
    with transaction.atomic():
        with connection.cursor() as cursor:  # a second run at the same moment waits, then finds it there
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('demo seed', 0))")
        if Workspace.objects.filter(slug=library.slug).exists():
            return False
        with unit_of_work(silent=True) as unit:
            stage = Stage(library, unit)
            workspace = stage.found(until - FOUNDED_DAYS * DAY)
            steps = plan_workspace(library, seed=seed, count=count, until=until)
            shelf = Shelf(workspace, unit, admin=stage.admin, actors=stage.actors, until=until)
            editions = plan_editions(
                shelf.leaves,
                library,
                translated=shelf.translated,
                unfinished=shelf.unfinished,
                seed=seed,
                until=until,
            )
            stage.perform(shelf.alongside(steps, editions), workspace)
            shelf.finish()
        with unit_of_work(silent=True) as unit:  # of events there are notices once they have their ids
            leave_notices(workspace, unit, until=until)
        with unit_of_work(silent=True) as unit:
            readers = load_readers(library.slug)
            visits = plan_visits(readers, library, seed=seed, tickets=count, until=until)
            perform_visits(visits, workspace=workspace, unit=unit, articles=shelf.articles)
    return True
