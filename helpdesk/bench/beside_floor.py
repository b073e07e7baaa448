"""The main bench: the product beside the floor, row by row."""

from collections.abc import Sequence
from contextlib import ExitStack

from helpdesk.bench.cases import CASES, Case
from helpdesk.bench.counting import statements_of
from helpdesk.bench.database import connected_to
from helpdesk.bench.measuring import Driver, Side, Tally, alternate, ratio
from helpdesk.bench.processes import Server, floor_server, product_server
from helpdesk.bench.report import Figures
from helpdesk.bench.world import World, look_around

# Short, because every caller may call 100 times a minute.
LIMITED_SECONDS = 2.0


def measure(database: str, names: Sequence[str], *, seconds: float, driver: Driver) -> list[Figures]:
    """Measure the named rows in their order; what writes comes last, and the table keeps its size until then."""
    with connected_to(database):
        world = look_around()
        counts = {name: statements_of(CASES[name].product(world), limiter=CASES[name].limiter) for name in names}
    with ExitStack() as running:
        product = running.enter_context(product_server(database))
        floor = running.enter_context(floor_server(database))
        limited = running.enter_context(product_server(database, limiter=True)) if "limited" in names else product
        servers = {False: (product, floor), True: (limited, product)}
        figures = {
            name: row(CASES[name], world, servers[CASES[name].limiter], counts[name], seconds=seconds, driver=driver)
            for name in sorted(names, key=lambda name: CASES[name].writes)
        }
    return [figures[name] for name in names]


def row(
    case: Case, world: World, servers: tuple[Server, Server], statements: int, *, seconds: float, driver: Driver
) -> Figures:
    """Drive both sides of one case."""
    sides = [Side(servers[0], case.product(world))]
    if case.floor is not None:
        sides.append(Side(servers[1], case.floor(world)))
    tallies = alternate(driver, sides, min(seconds, LIMITED_SECONDS) if case.limiter else seconds)
    product, beside = tallies[0], tallies[1] if len(tallies) > 1 else None
    return {
        "work": case.title,
        "product /s": product.rate,
        "floor /s": beside.rate if beside else None,
        "ratio": ratio(product, beside) if beside else None,
        "hold": held(case),
        "p50 ms": product.percentile(50),
        "p95 ms": product.percentile(95),
        "SQL": statements,
        "RSS MB": servers[0].memory_mb,
        "errors": errors(tallies),
    }


def held(case: Case) -> str | None:
    """The figure to hold, in words."""
    if case.ratio:
        return f"{case.ratio} of floor"
    if case.rate:
        return f"{case.rate:.0f}/s"
    return f"p95 {case.p95:.0f} ms" if case.p95 else None


def errors(tallies: Sequence[Tally]) -> str:
    """How many of each kind on any side, ``0`` for none."""
    found = [f"{count} x {kind}" for tally in tallies for kind, count in tally.errors.items()]
    return ", ".join(found) or "0"
