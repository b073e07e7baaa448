"""Figures as a table for people and as JSON for programs."""

from collections.abc import Sequence
from typing import Any

Figures = dict[str, Any]

DECIMALS = {"ratio": 2, "growth": 2, "p50 ms": 1, "p95 ms": 1}


def table(rows: Sequence[Figures]) -> str:
    """The rows under their names, columns aligned; None is a dash."""
    names = list(rows[0])
    cells = [names, *([shown(name, row[name]) for name in names] for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(names))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in cells
    )


def shown(name: str, value: Any) -> str:
    """One cell."""
    if value is None:
        return "-"
    return f"{value:,.{DECIMALS.get(name, 0)}f}" if isinstance(value, float) else str(value)
