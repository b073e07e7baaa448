"""Run a command that cannot outlive the process that started it: `python tether.py PARENT_PID COMMAND [ARGUMENT ...]`.

A separate program, because setting this between fork and exec is not safe in a process with threads. It imports the
standard library only, so it starts in a few milliseconds. On Linux it becomes the command; elsewhere it stays and
watches.
"""

import ctypes
import os
import signal
import sys
import time

PR_SET_PDEATHSIG = 1
WATCH_SECONDS = 0.5


def die_with_parent() -> bool:
    """Ask the kernel to kill this process when the thread that started it ends. False where there is no such thing."""
    if sys.platform != "linux":
        return False
    return bool(ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0) == 0)


def watch(parent: int, command: list[str]) -> int:
    """Run the command as a child until it ends or `parent` is gone. Returns its exit status."""
    child = os.fork()
    if child == 0:
        os.execvp(command[0], command)
    signal.signal(signal.SIGTERM, lambda number, _frame: os.kill(child, number))
    while True:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        if os.getppid() != parent:
            os.killpg(0, signal.SIGKILL)
        time.sleep(WATCH_SECONDS)


def main(arguments: list[str]) -> int:
    """Become (or watch) the command. Returns a status only when it stayed to watch or the parent is already gone."""
    parent, command = int(arguments[0]), arguments[1:]
    tied = die_with_parent()
    if os.getppid() != parent:  # it died before we were tied to it
        return 1
    if not tied:
        status = watch(parent, command)
        return status if status >= 0 else 128 - status
    os.execvp(command[0], command)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
