"""Names and ends the processes that still use a data directory; exit status 1 when there were any.

A process is known by the directory in its working directory, command line or environment, so only those started by the
run that owns the directory are met.
"""

import os
import signal
import sys
import time
from pathlib import Path

GRACE_SECONDS = 5.0


def users(directory: str) -> dict[int, str]:
    """The processes that use the directory, other than this one and those above it: pid and command line."""
    above = set()
    pid = os.getpid()
    while pid > 0:
        above.add(pid)
        pid = parent(pid)
    found = {}
    for process in Path("/proc").glob("[0-9]*"):
        if int(process.name) not in above and directory in traces(process):
            found[int(process.name)] = read(process / "cmdline").replace("\0", " ").strip()
    return found


def parent(pid: int) -> int:
    """The parent's pid, 0 when there is none."""
    _, _, rest = read(Path(f"/proc/{pid}/stat")).rpartition(")")
    return int(rest.split()[1]) if rest else 0


def traces(process: Path) -> str:
    """Where a process shows which directory it uses; empty when it is gone or not ours."""
    try:
        where = str((process / "cwd").readlink())
    except OSError:
        return ""
    return "\0".join((where, read(process / "cmdline"), read(process / "environ")))


def read(path: Path) -> str:
    """A file's text; empty when its process is gone."""
    try:
        return path.read_bytes().decode(errors="replace")
    except OSError:
        return ""


def end(pids: list[int], number: signal.Signals) -> None:
    """Send a signal to each that is still there."""
    for pid in pids:
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            continue


def after_grace(directory: str) -> dict[int, str]:
    """The processes that still use the directory once each had time to end by itself."""
    deadline = time.monotonic() + GRACE_SECONDS
    while (still := users(directory)) and time.monotonic() < deadline:
        time.sleep(0.1)
    return still


def main(directory: str) -> int:
    """The exit status: 0 when nothing was left."""
    left = after_grace(directory)
    for pid, command in sorted(left.items()):
        print(f"left running: {pid} {command}", file=sys.stderr)
    end(list(left), signal.SIGTERM)
    end(list(after_grace(directory)), signal.SIGKILL)
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
