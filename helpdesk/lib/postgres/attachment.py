"""The hold a process has on the embedded server."""

import os
from collections.abc import Callable
from types import TracebackType


class Attachment:
    """Keeps the server running until it is left; the last one to leave stops the server. A context manager."""

    def __init__(self, users_lock: int, left: Callable[[], None]) -> None:
        self._users_lock: int | None = users_lock
        self._left = left

    def detach(self) -> None:
        """Leave; returns when the server has stopped, or at once when others use it. Harmless when repeated."""
        if self._users_lock is None:
            return
        os.close(self._users_lock)
        self._users_lock = None
        self._left()

    def __enter__(self) -> "Attachment":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.detach()
