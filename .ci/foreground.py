"""Runs a command below make so that every way of stopping make stops the command, and waits for its clean end.

make passes SIGTERM on, but on SIGINT or SIGHUP it only waits for its child, because at a terminal the child got it
too; one sent to make alone would wait for ever. And a killed make tells nobody.
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

POLL_SECONDS = 0.2
WAITED_OUT = (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT)


def waits_for_child(pid: int) -> bool:
    """Whether make `pid` is inside a signal's handler: it blocks that signal there. False where there is no /proc."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return False
    blocked = next((line.split()[1] for line in lines if line.startswith("SigBlk:")), "0")
    return any(int(blocked, 16) >> (number - 1) & 1 for number in WAITED_OUT)


class Foreground:
    """One child process; `told` once a stop signal has been passed on or has reached it without us."""

    def __init__(self, command: list[str]) -> None:
        self.make = os.getppid()
        self.told = False
        self.child = subprocess.Popen(command)
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.stop)
        # A terminal sends Ctrl-C to the whole group, the child included.
        signal.signal(signal.SIGINT, self.heard)

    def stop(self, *_: object) -> None:
        self.told = True
        self.child.terminate()

    def heard(self, *_: object) -> None:
        self.told = True

    def wait(self) -> int:
        """Wait for the child; its exit status, or 128 + signal as shells say it."""
        while self.child.poll() is None:
            time.sleep(POLL_SECONDS)
            if not self.told and (os.getppid() != self.make or waits_for_child(self.make)):
                self.stop()
        status = self.child.returncode
        return status if status >= 0 else 128 - status


if __name__ == "__main__":
    sys.exit(Foreground(sys.argv[1:]).wait())
