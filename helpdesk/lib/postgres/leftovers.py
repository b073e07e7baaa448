"""What a server that was killed leaves behind: processes without a parent, its pid file, its socket."""

import os
import signal
from pathlib import Path

from helpdesk.lib.postgres.errors import PostgresError
from helpdesk.lib.postgres.layout import PORT, Layout
from helpdesk.lib.postgres.locks import EXCLUSIVE, lock_within
from helpdesk.lib.postgres.processes import PROC, arguments_of, processes_of, send

ENDING_BY_THEMSELVES_SECONDS = 0.5


def clear_leftovers(layout: Layout, server_lock: int) -> None:
    """Take the server lock, ending what is left of an earlier server, and remove its stale files.

    Call it only while nobody keeps the server. Raises PostgresError when processes do not end, or when somebody
    started a server on this data directory by hand.
    """
    if not lock_within(server_lock, EXCLUSIVE, ENDING_BY_THEMSELVES_SECONDS):
        _end_processes(layout, server_lock)
    _refuse_foreign_server(layout)
    if PROC.is_dir():
        # A reused process id in them would make PostgreSQL refuse to start. Where ids cannot be looked up they stay,
        # and PostgreSQL decides.
        for stale in (layout.data / "postmaster.pid", *_socket_files(layout)):
            stale.unlink(missing_ok=True)


def _end_processes(layout: Layout, server_lock: int) -> None:
    steps = [(signal.SIGQUIT, 5.0), (signal.SIGKILL, 5.0)]
    if any(process.is_postmaster for process in processes_of(layout)):
        steps.insert(0, (signal.SIGINT, 15.0))  # it is shutting down, and may be writing its checkpoint
    for number, seconds in steps:
        for process in processes_of(layout):
            if number is not signal.SIGINT or process.is_postmaster:
                send(layout, process, number)
        if lock_within(server_lock, EXCLUSIVE, seconds):
            return
    raise PostgresError(
        f"Processes of an earlier database server on {layout.data} do not end. "
        f"Find them with: ps -ef | grep {layout.cluster_name} - and end them."
    )


def _refuse_foreign_server(layout: Layout) -> None:
    pid = _recorded_pid(layout.data / "postmaster.pid")
    arguments = arguments_of(pid) if pid else []
    if pid and arguments and arguments[0].split("/")[-1] in {"postgres", "postmaster"} and _works_on(layout, pid):
        raise PostgresError(f"A PostgreSQL server started by hand (process {pid}) uses {layout.data}. Stop it first.")


def _recorded_pid(path: Path) -> int:
    try:
        return int(path.read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return 0


def _works_on(layout: Layout, pid: int) -> bool:
    try:
        return Path(os.readlink(PROC / str(pid) / "cwd")) == layout.data
    except PermissionError:
        return True  # a PostgreSQL we may not look into: better to ask than to start a second server on the data
    except OSError:
        return False


def _socket_files(layout: Layout) -> list[Path]:
    socket = layout.run / f".s.PGSQL.{PORT}"
    return [socket, socket.with_name(socket.name + ".lock")]
