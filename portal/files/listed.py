"""Files as they stand below a message."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Listed:
    """One file: ``size`` in bytes, ``address`` where it is fetched; ``comment`` is empty for the request's own."""

    name: str
    size: int
    address: str
    comment: str = ""


def by_comment(files: Iterable[Listed]) -> dict[str, list[Listed]]:
    """The files below each message."""
    found: dict[str, list[Listed]] = {}
    for file in files:
        found.setdefault(file.comment, []).append(file)
    return found
