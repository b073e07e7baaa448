"""How many SQL statements a request takes, counted inside this process."""

import contextlib
import logging
from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection
from django.test import Client, override_settings

from helpdesk.bench.requests import Request

KEPT_WARM = 2  # the first call may also look up its key


def statements_of(requests: Sequence[Request], *, limiter: bool) -> int:
    """SQL statements of the costliest of the first few requests, once the caller is known."""
    client = Client(raise_request_exception=False, SERVER_NAME="127.0.0.1")
    counts = []
    with override_settings(RATELIMIT_ENABLE=limiter, ROOT_URLCONF="helpdesk.bench.product_urls"), silence():
        for request in requests[:4]:
            for _ in range(KEPT_WARM):
                counter = Counter()
                with connection.execute_wrapper(counter):
                    call(client, request)
            counts.append(counter.count)
    return max(counts)


@contextlib.contextmanager
def silence() -> Iterator[None]:
    """No log lines of the product among the figures; what fails here fails again in the measurement and is counted."""
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


class Counter:
    """Counts what passes."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        """One statement."""
        self.count += 1
        return execute(sql, params, many, context)


def call(client: Client, request: Request) -> None:
    """The request as the test client sends it."""
    client.generic(request.method, request.path, request.content, "application/json", headers=dict(request.headers))
