"""A fixed number of threads with a bounded queue, answering to one event loop.

Written by hand for two reasons. `ThreadPoolExecutor` has no bound on its queue. And what a short request costs here is
mostly the switching between threads, so as few of them as possible are woken: the loop wakes one thread for any number
of jobs, a thread that takes a job wakes one more when others are left (its own job may wait for the database), and the
loop is woken once for all the results it has not fetched yet.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread
from typing import Generic, Protocol, TypeVar


class Closable(Protocol):
    """What a job returns: something to give back if nobody is waiting for it any more."""

    def close(self) -> None: ...


T = TypeVar("T", bound=Closable)


class Full(Exception):
    """Every thread is busy and the queue is at its bound."""


class Pool(Generic[T]):
    """`threads` daemon threads, started with the first job, and at most `queue` jobs waiting for one.

    Jobs report failure in what they return; one that raises ends its thread.
    """

    def __init__(self, threads: int, queue: int, name: str = "wsgi") -> None:
        self._size = threads
        self._name = name
        self._room = threads + queue
        self._threads: list[Thread] = []
        self._jobs: deque[tuple[Callable[[], T], asyncio.Future[T]]] = deque()
        self._calls: SimpleQueue[bool] = SimpleQueue()  # True: there is work; False: end
        self._called = False
        self._results: deque[tuple[asyncio.Future[T], T]] = deque()
        self._reported = False

    def submit(self, job: Callable[[], T]) -> "asyncio.Future[T]":
        """A future for what `job` returns. Called on the event loop only, always the same one. Raises Full."""
        if not self._room:
            raise Full
        if not self._threads:
            self._start()
        self._room -= 1
        future: asyncio.Future[T] = self._loop.create_future()
        self._jobs.append((job, future))
        self._call_one()
        return future

    def close(self, timeout_seconds: float = 1.0) -> None:
        """Let queued jobs finish and the threads end. A stuck thread is left behind: it is a daemon."""
        for _ in self._threads:
            self._calls.put(False)
        for thread in self._threads:
            thread.join(timeout_seconds)
        self._threads.clear()

    def _start(self) -> None:
        self._loop = asyncio.get_running_loop()
        for number in range(self._size):
            thread = Thread(target=self._work, name=f"{self._name}-{number}", daemon=True)
            thread.start()
            self._threads.append(thread)

    def _call_one(self) -> None:
        # Whoever is called clears the flag before it looks for jobs, so a job added before that is seen.
        if not self._called:
            self._called = True
            self._calls.put(True)

    def _work(self) -> None:
        while self._calls.get():
            self._called = False
            while self._jobs:
                try:
                    job, future = self._jobs.popleft()
                except IndexError:  # another thread was quicker
                    break
                if self._jobs:
                    self._call_one()
                self._results.append((future, job()))
                del job, future  # an idle thread must not keep the last request alive
                self._report()

    def _report(self) -> None:
        # The flag is cleared before the results are taken, for the same reason as above.
        if self._reported:
            return
        self._reported = True
        try:
            self._loop.call_soon_threadsafe(self._deliver)
        except RuntimeError:  # the loop was closed by a forced stop: nobody is left to be told
            self._drop_results()

    def _deliver(self) -> None:
        self._reported = False
        while self._results:
            future, result = self._results.popleft()
            self._room += 1
            if future.done():
                result.close()
            else:
                future.set_result(result)

    def _drop_results(self) -> None:
        self._reported = False
        while self._results:
            self._results.popleft()[1].close()
