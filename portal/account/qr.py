"""A QR code as a path that a template draws."""

from collections.abc import Iterable
from dataclasses import dataclass

import segno

QUIET_MODULES = 4  # the white frame that readers need


@dataclass(frozen=True)
class Drawing:
    """``path`` in a square of ``size`` units."""

    path: str
    size: int


def drawn(text: str) -> Drawing:
    """The code of a text: one rectangle for each run of dark modules."""
    code = segno.make(text, error="m", micro=False)
    rows = list(code.matrix_iter(border=QUIET_MODULES))
    runs = [f"M{start} {y}h{length}v1h-{length}z" for y, row in enumerate(rows) for start, length in dark_runs(row)]
    return Drawing(path="".join(runs), size=len(rows))


def dark_runs(row: Iterable[int]) -> list[tuple[int, int]]:
    """Where dark stretches of a row start, and how long they are."""
    runs: list[tuple[int, int]] = []
    for x, module in enumerate(row):
        if not module:
            continue
        start, length = runs[-1] if runs else (-1, 0)
        if runs and start + length == x:
            runs[-1] = (start, length + 1)
        else:
            runs.append((x, 1))
    return runs
