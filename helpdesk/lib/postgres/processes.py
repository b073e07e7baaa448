"""The processes of one server, told from all others by the title PostgreSQL gives them. Needs Linux's /proc."""

import contextlib
import os
import signal
from dataclasses import dataclass
from pathlib import Path

from helpdesk.lib.postgres.layout import Layout

PROC = Path("/proc")


@dataclass(frozen=True)
class Process:
    """One live process of a server."""

    pid: int
    is_postmaster: bool


def processes_of(layout: Layout) -> list[Process]:
    """Every live process of the server with this layout; none where there is no /proc."""
    if not PROC.is_dir() or not layout.data.exists():
        return []
    owner = layout.data.stat().st_uid
    pids = [int(entry.name) for entry in PROC.iterdir() if entry.name.isdigit()]
    found = [_process_of(layout, pid, owner) for pid in pids]
    return [process for process in found if process is not None]


def send(layout: Layout, process: Process, number: signal.Signals) -> None:
    """Signal the process, if it is still the same one."""
    with contextlib.suppress(ProcessLookupError):
        handle = os.pidfd_open(process.pid)
        try:
            # Looked at again behind the handle: the id may have gone to another process meanwhile.
            if _process_of(layout, process.pid, layout.data.stat().st_uid):
                signal.pidfd_send_signal(handle, number)
        finally:
            os.close(handle)


def arguments_of(pid: int) -> list[str]:
    """The command line of a process; empty when it is gone or a zombie."""
    try:
        return os.fsdecode((PROC / str(pid) / "cmdline").read_bytes()).rstrip("\0").split("\0")
    except OSError:
        return []


def _process_of(layout: Layout, pid: int, owner: int) -> Process | None:
    arguments = arguments_of(pid)
    if not arguments or _owner(pid) != owner:
        return None
    if arguments[0].startswith(f"postgres: {layout.cluster_name}: "):
        return Process(pid, is_postmaster=False)
    if arguments[0].endswith("/postgres") and f"cluster_name={layout.cluster_name}" in arguments:
        return Process(pid, is_postmaster=True)
    return None


def _owner(pid: int) -> int | None:
    # Not the owner of the directory: that is root for a process the kernel protects.
    try:
        lines = (PROC / str(pid) / "status").read_text().splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) for line in lines if line.startswith("Uid:")), None)
