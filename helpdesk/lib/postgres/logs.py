"""What the server said last, for the sentence that reports its failure."""

from pathlib import Path

from helpdesk.lib.postgres.layout import Layout

TAIL_BYTES = 2000


def last_lines(layout: Layout) -> str:
    """The ends of the start log and of the newest server log, and where to read all of it."""
    logs = [layout.start_log, *_newest(layout.log)]
    tails = [_tail(path) for path in logs]
    return "\n".join([*filter(None, tails), f"The logs: {', '.join(map(str, logs))}"])


def _newest(directory: Path) -> list[Path]:
    return sorted(directory.glob("*.log"), key=lambda path: path.stat().st_mtime)[-1:]


def _tail(path: Path) -> str:
    if not path.exists():
        return ""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - TAIL_BYTES))
        return file.read().decode(errors="replace").strip()
