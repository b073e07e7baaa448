"""The process between the users of the server and the server: prepares it, starts it, stops it when nobody is left.

A process of its own, because no user can be the server's parent: it may leave or be killed while others stay. The
``users`` lock tells it when the last one has gone, by whatever way. If the keeper itself is killed, the kernel tells
the server to stop. Run as ``python -m helpdesk.lib.postgres.keeper HOME KEEPER_LOCK SERVER_LOCK``; the two locks are
descriptors that the starter took and hands over.
"""

import fcntl
import os
import signal
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path

from helpdesk.lib.postgres.account import Account, become, server_account
from helpdesk.lib.postgres.binaries import clean_environment, program
from helpdesk.lib.postgres.cluster import prepare_cluster
from helpdesk.lib.postgres.errors import PostgresError
from helpdesk.lib.postgres.layout import Layout
from helpdesk.lib.postgres.locks import open_lock
from helpdesk.lib.postgres.options import command_line

# Fast shutdown, immediate shutdown (recovers from the log at the next start), and the end.
STOPPING = ((signal.SIGINT, 20), (signal.SIGQUIT, 10), (signal.SIGKILL, 5))
STOPPING_SECONDS = sum(seconds for _, seconds in STOPPING)


def main(arguments: list[str]) -> int:
    """Keep one server until it ends or is killed; 1 when it gave up, with the reason on standard error."""
    os.umask(0o077)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        # A service manager signals everybody at once, but the users must finish before their database goes.
        # A handler, not SIG_IGN, which the server would inherit.
        signal.signal(number, lambda *_: None)
    layout, server_lock = Layout(Path(arguments[0])), int(arguments[2])
    try:
        account = server_account(layout.data)
        prepare_cluster(layout, account)
        server = _start_server(layout, account, server_lock)
    except (PostgresError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    threading.Thread(target=_stop_when_unused, args=(layout, server), daemon=True).start()
    return 1 if server.wait() > 0 else 0


def _start_server(layout: Layout, account: Account, server_lock: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [program("postgres"), "-D", str(layout.data), *command_line(layout)],
        stdin=subprocess.DEVNULL,
        pass_fds=(server_lock,),
        env=clean_environment(),
        preexec_fn=partial(become, account, os.getpid()),  # safe: the keeper has one thread yet
    )


def _stop_when_unused(layout: Layout, server: subprocess.Popen[bytes]) -> None:
    fcntl.flock(open_lock(layout.lock("users")), fcntl.LOCK_EX)
    for number, seconds in STOPPING:
        server.send_signal(number)
        try:
            server.wait(seconds)
        except subprocess.TimeoutExpired:
            continue
        return


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
