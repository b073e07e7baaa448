"""`manage.py bench`: how fast the product is on this machine, beside what the framework itself allows."""

import signal
import sys
from argparse import ArgumentTypeError
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson
from django.core.management.base import BaseCommand, CommandError, CommandParser

from helpdesk.bench.beside_floor import measure
from helpdesk.bench.cases import CASES
from helpdesk.bench.database import drop_database, ensure_database
from helpdesk.bench.doors import measure_doors
from helpdesk.bench.growth import compare
from helpdesk.bench.measuring import driving
from helpdesk.bench.processes import NotServing
from helpdesk.bench.report import Figures, table

FEWEST_TICKETS = 100


class Command(BaseCommand):
    """Load, serve, drive, print. The status is 0 unless something failed: figures are for people to judge."""

    help = "Measure requests per second beside a bare view with the same SQL, on a database of its own."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--tickets", type=int, default=100_000, help="tickets in the big workspace (100000)")
        parser.add_argument("--seconds", type=float, default=5, help="seconds of each side of each row (5)")
        parser.add_argument("--connections", type=int, default=8, help="keep-alive connections (8)")
        parser.add_argument("--rows", type=row_names, default=list(CASES), help="which rows: " + ",".join(CASES))
        parser.add_argument("--compare", type=int, nargs=2, metavar=("FEW", "MANY"), help="growth between two sizes")
        parser.add_argument("--doors", action="store_true", help="the door beside granian and Django's own ASGI")
        parser.add_argument("--keep", action="store_true", help="keep the database for the next run")
        parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there as well")

    def handle(self, *args: Any, **options: Any) -> None:
        """Measure what was asked for."""
        sizes = options["compare"] or [options["tickets"]]
        if min(sizes) < FEWEST_TICKETS or len(set(sizes)) < len(sizes):
            raise CommandError(f"Give {FEWEST_TICKETS} tickets or more, and two different sizes to compare.")
        with ended_by_signals():
            databases: dict[int, str] = {}
            try:
                for size in sizes:
                    databases[size] = ensure_database(size, self.say)
                figures = self.measure(databases, options)
            except NotServing as error:
                raise CommandError(str(error)) from error
            finally:
                for name in databases.values() if not options["keep"] else ():
                    drop_database(name)
        self.stdout.write(table(figures))
        if options["json"]:
            options["json"].write_bytes(orjson.dumps(figures, option=orjson.OPT_INDENT_2))
        if any(row["errors"] != "0" for row in figures):
            raise CommandError("Some requests failed: see the column errors.")

    def measure(self, databases: dict[int, str], options: dict[str, Any]) -> list[Figures]:
        """One of the three measurements."""
        seconds, names = options["seconds"], options["rows"]
        with driving(options["connections"]) as driver:
            if options["compare"]:
                unlimited = [name for name in names if not CASES[name].limiter]
                return compare(databases, unlimited, seconds=seconds, driver=driver)
            (database,) = databases.values()
            if options["doors"]:
                return measure_doors(database, seconds=seconds, driver=driver)
            return measure(database, names, seconds=seconds, driver=driver)

    def say(self, text: str) -> None:
        """Progress, apart from the figures."""
        self.stderr.write(text)


def row_names(text: str) -> list[str]:
    """The rows in a list with commas. Raises ArgumentTypeError naming those that exist."""
    names = text.split(",")
    if not set(names) <= set(CASES):
        raise ArgumentTypeError("rows are " + ", ".join(CASES))
    return names


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """SIGTERM and Ctrl-C end the block in order: servers stopped, database dropped."""
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    for number in before:
        signal.signal(number, lambda received, _frame: sys.exit(128 + received))
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
