"""The same work on a small and on a large database: how much dearer it becomes."""

from collections.abc import Sequence
from contextlib import ExitStack

from helpdesk.bench.beside_floor import errors
from helpdesk.bench.cases import CASES
from helpdesk.bench.database import connected_to
from helpdesk.bench.measuring import Driver, Side, alternate, ratio
from helpdesk.bench.processes import product_server
from helpdesk.bench.report import Figures
from helpdesk.bench.world import look_around

HOLD = "1.3"


def compare(databases: dict[int, str], names: Sequence[str], *, seconds: float, driver: Driver) -> list[Figures]:
    """Each row on the smaller and the larger database in turn, by number of tickets."""
    small, large = sorted(databases)
    worlds = {}
    for size, database in databases.items():
        with connected_to(database):
            worlds[size] = look_around()
    figures = []
    with ExitStack() as running:
        servers = {size: running.enter_context(product_server(name)) for size, name in databases.items()}
        for name in sorted(names, key=lambda name: CASES[name].writes):
            case = CASES[name]
            sides = [Side(servers[size], case.product(worlds[size])) for size in (small, large)]
            tallies = alternate(driver, sides, seconds)
            figures.append(
                {
                    "work": case.title,
                    f"{small:,} /s": tallies[0].rate,
                    f"{large:,} /s": tallies[1].rate,
                    "growth": ratio(*tallies),
                    "hold": f"p95 {case.p95:.0f} ms" if case.p95 else HOLD,
                    "p95 ms": tallies[1].percentile(95),
                    "errors": errors(tallies),
                }
            )
    return figures
