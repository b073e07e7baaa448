"""Three ways to serve one trivial view: the product's door, granian's WSGI, Django's own ASGI under uvicorn."""

import contextlib
import sys
from contextlib import ExitStack

from django.conf import settings

from helpdesk.bench.beside_floor import errors
from helpdesk.bench.measuring import Driver, Side, alternate, ratio
from helpdesk.bench.processes import Server, floor_server, free_port, serving, surroundings
from helpdesk.bench.report import Figures
from helpdesk.bench.requests import Request

THE_VIEW = [Request("GET", "/floor/one")]


def measure_doors(database: str, *, seconds: float, driver: Driver) -> list[Figures]:
    """The view that runs one SQL statement, behind each in turn, one process and the same number of threads each."""
    threads = str(settings.WEB_THREADS)
    granian = ["granian", "--interface", "wsgi", "--no-ws", "--workers", "1", "--blocking-threads", threads]
    uvicorn = ["uvicorn", "--no-access-log", "--log-level", "warning"]
    with ExitStack() as running:
        servers = {
            "the door": running.enter_context(floor_server(database)),
            "granian, WSGI": running.enter_context(other([*granian, "helpdesk.wsgi:application"], database)),
            "uvicorn, Django's ASGI": running.enter_context(
                other([*uvicorn, "helpdesk.bench.stock_asgi:application"], database)
            ),
        }
        tallies = alternate(driver, [Side(server, THE_VIEW) for server in servers.values()], seconds)
    return [
        {
            "server": name,
            "requests /s": tally.rate,
            "ratio": ratio(tallies[0], tally),
            "hold": "0.6" if "granian" in name else None,
            "p50 ms": tally.percentile(50),
            "p95 ms": tally.percentile(95),
            "errors": errors([tally]),
        }
        for name, tally in zip(servers, tallies, strict=True)
    ]


def other(module: list[str], database: str) -> contextlib.AbstractContextManager[Server]:
    """A server that is started as a Python module, on a free port, in the same surroundings as the floor."""
    port = free_port()
    command = [sys.executable, "-m", *module, "--port", str(port)]
    environment = surroundings("helpdesk.bench.floor_settings", database)
    return serving(command, port, environment | {"PYTHONPATH": str(settings.BASE_DIR)})
