"""Several threads that start the same thing at the same moment, each with its own connection."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connection


def at_once(count: int, work: Callable[[int], Any]) -> list[Any]:
    """Run ``work(0)`` … ``work(count - 1)`` in as many threads; what each returned or raised, in that order."""
    start = threading.Barrier(count)

    def run(index: int) -> Any:
        try:
            connection.ensure_connection()
            start.wait(timeout=30)
            return work(index)
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as threads:
        return list(threads.map(run, range(count)))


def failures(results: list[Any]) -> list[Exception]:
    """Those of the results that were raised."""
    return [result for result in results if isinstance(result, Exception)]
