"""The account the server runs as: ours, or an unprivileged one when we are root (PostgreSQL refuses to run as root).

As root the server must still pass directories that only root may enter (a home or a ``.venv`` under /root), while
other processes of the same account must not reach its files. So the directories around stay root's, and the server
keeps one capability, to read and search past permissions. It also protects the server: the kernel lets no process
without that capability look into it, not even one of the same account.
"""

import ctypes
import os
import pwd
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

from helpdesk.lib.postgres.errors import PostgresError

ACCOUNTS = ("postgres", "nobody")

# linux/prctl.h, linux/securebits.h, linux/capability.h
PR_SET_PDEATHSIG, PR_SET_SECUREBITS, PR_SET_NO_NEW_PRIVS, PR_CAP_AMBIENT = 1, 28, 38, 47
PR_CAP_AMBIENT_RAISE = 2
SECBIT_NO_SETUID_FIXUP = 1 << 2
CAPABILITY_VERSION_3 = 0x20080522
CAP_CHOWN, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_KILL, CAP_SETGID, CAP_SETUID, CAP_SETPCAP = 0, 1, 2, 5, 6, 7, 8
NEEDED = (CAP_CHOWN, CAP_DAC_OVERRIDE, CAP_KILL, CAP_SETGID, CAP_SETUID, CAP_SETPCAP)

_libc = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True)
class Account:
    """Who the server runs as, and the capability it keeps (None when it simply runs as we do)."""

    uid: int
    gid: int
    capability: int | None


def server_account(data: Path) -> Account:
    """The account for the server with this data directory. Raises PostgresError when root cannot become it."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), None)
    if (data / "PG_VERSION").exists():
        owner = data.stat()
        if owner.st_uid == 0:
            raise PostgresError(f"{data} belongs to root, and PostgreSQL refuses root. Give it to {ACCOUNTS[-1]}.")
        return Account(owner.st_uid, owner.st_gid, _kept_capability())
    for name in ACCOUNTS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid, _kept_capability())
    raise PostgresError(
        f"PostgreSQL refuses to run as root and this machine has no account {' or '.join(ACCOUNTS)}. "
        "Run as an ordinary user, or name a server in DATABASE_URL."
    )


def become(account: Account, parent: int) -> None:
    """In a forked child, before exec: turn into the account, and stop (fast shutdown) when ``parent`` dies."""
    if account.capability is not None:
        # Without this bit the kernel drops the capability on setuid, and access(2) ignores it ever after.
        _prctl(PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP)
        os.setgroups([])
        os.setresgid(account.gid, account.gid, account.gid)
        os.setresuid(account.uid, account.uid, account.uid)
        _keep_only(account.capability)
        _prctl(PR_SET_NO_NEW_PRIVS, 1)
    if sys.platform == "linux":
        _prctl(PR_SET_PDEATHSIG, signal.SIGINT)  # forgotten by the kernel on a change of user: hence last
        if os.getppid() != parent:
            os._exit(1)


def _kept_capability() -> int:
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    permitted = next((int(line.split()[1], 16) for line in lines if line.startswith("CapPrm:")), 0)
    if not all(permitted >> needed & 1 for needed in NEEDED):
        raise PostgresError(
            "PostgreSQL refuses to run as root, and this root may not become another user. Run as an ordinary user, "
            "give the container the capabilities CHOWN, DAC_OVERRIDE, KILL, SETGID, SETUID and SETPCAP, "
            "or name a server in DATABASE_URL."
        )
    return CAP_DAC_READ_SEARCH if permitted >> CAP_DAC_READ_SEARCH & 1 else CAP_DAC_OVERRIDE


def _keep_only(capability: int) -> None:
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
    mask = 1 << capability
    sets = (ctypes.c_uint32 * 6)(mask, mask, mask, 0, 0, 0)  # effective, permitted, inheritable; then the upper halves
    if _libc.capset(header, sets) < 0:
        raise OSError(ctypes.get_errno(), "capset")
    _prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, capability)


def _prctl(*arguments: int) -> None:
    padded = [ctypes.c_ulong(value) for value in (*arguments, 0, 0, 0, 0)[:5]]
    if _libc.prctl(*padded) < 0:
        raise OSError(ctypes.get_errno(), f"prctl{arguments}")
