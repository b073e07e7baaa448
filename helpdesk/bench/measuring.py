"""Driving servers in turn, and what comes of it."""

import contextlib
import json
import statistics
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from helpdesk.bench import driver
from helpdesk.bench.processes import Server, tied
from helpdesk.bench.requests import Request

SLICE_SECONDS = 0.5


@dataclass
class Tally:
    """What one side answered: a rate per slice, a time per request in milliseconds, errors by kind."""

    rates: list[float] = field(default_factory=list)
    seconds: float = 0.0
    milliseconds: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)

    def add(self, result: dict[str, Any]) -> None:
        """Take in one slice."""
        self.rates.append(len(result["milliseconds"]) / result["seconds"])
        self.seconds += result["seconds"]
        self.milliseconds += result["milliseconds"]
        self.errors.update(result["errors"])

    @property
    def rate(self) -> float:
        """Requests per second."""
        return len(self.milliseconds) / self.seconds if self.seconds else 0.0

    def percentile(self, percent: int) -> float:
        """The time in milliseconds that so many percent of the requests took at most."""
        ordered = sorted(self.milliseconds)
        return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)] if ordered else 0.0


def ratio(one: Tally, other: Tally) -> float:
    """How fast one is beside the other: the median over pairs of slices, which one disturbed pair does not move."""
    pairs = [first / second for first, second in zip(one.rates, other.rates, strict=True) if second]
    return statistics.median(pairs) if pairs else 0.0


@dataclass(frozen=True)
class Side:
    """A server and what to ask it."""

    server: Server
    requests: Sequence[Request]


class Driver:
    """The driver's process."""

    def __init__(self, process: subprocess.Popen[bytes], connections: int) -> None:
        assert process.stdin  # noqa: S101 - started with pipes
        assert process.stdout  # noqa: S101
        self._into, self._out = process.stdin, process.stdout
        self._connections = connections

    def drive(self, side: Side, seconds: float) -> dict[str, Any]:
        """One slice."""
        job = {
            "port": side.server.port,
            "requests": [request.message() for request in side.requests],
            "seconds": seconds,
            "connections": self._connections,
        }
        self._into.write(json.dumps(job).encode() + b"\n")
        self._into.flush()
        result: dict[str, Any] = json.loads(self._out.readline())
        return result


@contextlib.contextmanager
def driving(connections: int) -> Iterator[Driver]:
    """A driver with so many connections, until the block ends."""
    with tied([sys.executable, "-I", "-S", str(Path(driver.__file__))], piped=True) as process:
        yield Driver(process, connections)


def alternate(driver: Driver, sides: Sequence[Side], seconds: float) -> list[Tally]:
    """Drive the sides in turn, in short slices, until each had so many seconds. The first slices only warm up."""
    tallies = [Tally() for _ in sides]
    for side, tally in zip(sides, tallies, strict=True):
        tally.errors.update(driver.drive(side, SLICE_SECONDS)["errors"])
    for _ in range(max(2, round(seconds / SLICE_SECONDS))):
        for side, tally in zip(sides, tallies, strict=True):
            tally.add(driver.drive(side, SLICE_SECONDS))
    return tallies
