"""Web, worker and database are killed with -9 in turn while integrations write: nothing acknowledged is lost."""

import collections
import email
import os
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from email.policy import default
from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.journeys.demo import Demo, running_demo

# The full journey is 5,000 tickets and 10,000 comments; CI runs a shorter one of the same shape.
TICKETS = int(os.environ.get("KILLS_TICKETS", "300"))
WRITERS = 6
# In turn until all tickets are written, at most 50, spread over all that is written.
TURN = ("serve", "worker", "serve", "worker", "postmaster")
KILLS = 10 * len(TURN)
SECONDS_BETWEEN_KILLS = 3.0
RECOVERY_SECONDS = 240

pytestmark = pytest.mark.slow


class Writer:
    """One integration: creates a ticket, comments on it twice, writes down what was acknowledged."""

    def __init__(self, demo: Demo) -> None:
        self.key = demo.acme()["keys"]["desk"]
        self.url = demo.url + "/api/v1/desk/"
        self.tickets: dict[str, str] = {}
        self.comments: collections.Counter[tuple[str, str]] = collections.Counter()

    def write(self, number: int) -> None:
        """Keep trying under a new name until each write is acknowledged; what got no answer may exist or not."""
        made = self.until_acknowledged("tickets", lambda attempt: {
            "subject": f"kill {number} try {attempt}",
            "body": "Something broke.",
            "email": f"person{number}@kills.example",
        })  # fmt: skip
        self.tickets[made["id"]] = made["subject"]
        for turn in range(2):
            path = f"tickets/{made['id']}/comments"
            comment = self.until_acknowledged(
                path, lambda attempt, turn=turn: {"body": f"comment {turn} try {attempt}"}
            )
            self.comments[made["id"], comment["body"]] += 1

    def until_acknowledged(self, path: str, body: Any) -> dict[str, Any]:
        """The body of the 201 that came at last."""
        deadline = time.monotonic() + RECOVERY_SECONDS
        attempt = 0
        while time.monotonic() < deadline:
            attempt += 1
            try:
                answer = httpx2.post(
                    self.url + path, json=body(attempt), headers={"Authorization": f"Bearer {self.key}"}, timeout=30
                )
            except httpx2.HTTPError:
                time.sleep(0.1)
                continue
            if answer.status_code == 201:
                found: dict[str, Any] = answer.json()
                return found
            assert answer.status_code == 503, answer.text
            time.sleep(0.2)
        raise AssertionError(f"{path} was never acknowledged")


def kill_in_turn(demo: Demo, writer: Writer, stop: threading.Event, killed: collections.Counter[str]) -> None:
    """A kill -9 after every fiftieth part of the work: web, worker, web, worker, database, web, …"""
    for turn in range(KILLS):
        while not stop.wait(SECONDS_BETWEEN_KILLS) and len(writer.tickets) < turn * TICKETS / KILLS:
            pass
        name = TURN[turn % len(TURN)]
        pid = demo.postmaster() if name == "postmaster" else demo.pid_of(name)
        if stop.is_set():
            return
        if pid:
            os.kill(pid, signal.SIGKILL)
            killed[name] += 1


def read_back(demo: Demo) -> dict[str, dict[str, Any]]:
    """Every ticket of the journey by id, walked page by page and then opened one by one."""
    headers = {"Authorization": f"Bearer {demo.acme()['keys']['desk']}"}
    with httpx2.Client(base_url=demo.url, headers=headers, timeout=30) as client:
        found, cursor = [], ""
        while True:
            page = client.get(f"/api/v1/desk/tickets?limit=100{cursor}").json()
            found += [row["id"] for row in page["tickets"] if row["subject"].startswith("kill ")]
            if not page["hasMore"]:
                break
            cursor = "&cursor=" + page["nextCursor"]
        assert len(found) == len(set(found)), "a ticket was listed twice"
        return {id: client.get(f"/api/v1/desk/tickets/{id}").json() for id in found}


def confirmations(home: Path) -> collections.Counter[str]:
    """How many confirmations each address of the journey got, by Message-ID."""
    seen: dict[str, str] = {}
    for path in (home / "mail").glob("*.eml"):
        mail = email.message_from_bytes(path.read_bytes(), policy=default)
        if mail["Auto-Submitted"] == "auto-replied":
            seen[mail["Message-ID"]] = str(mail["To"])
    return collections.Counter(seen.values())


def test_everything_acknowledged_is_there_exactly_once(tmp_path: Path) -> None:
    with running_demo(tmp_path, RATELIMIT_ENABLE="0") as demo:
        writer, stop, killed = Writer(demo), threading.Event(), collections.Counter[str]()
        killer = threading.Thread(target=kill_in_turn, args=(demo, writer, stop, killed))
        killer.start()
        try:
            with ThreadPoolExecutor(WRITERS) as pool:
                list(pool.map(writer.write, range(TICKETS)))
        finally:
            stop.set()
            killer.join()
        assert all(killed[name] for name in TURN), killed
        print(f"{len(writer.tickets)} tickets, {len(writer.comments)} comments, killed: {dict(killed)}")  # noqa: T201

        stored = read_back(demo)
        for id, subject in writer.tickets.items():
            assert stored[id]["subject"] == subject
        for id, ticket in stored.items():
            bodies = collections.Counter(comment["body"] for comment in ticket["comments"])
            assert max(bodies.values(), default=0) <= 1, "a comment is there twice"
            assert all(bodies[body] == 1 for (owner, body) in writer.comments if owner == id)

        wanted = {ticket["email"] for ticket in stored.values()}
        deadline = time.monotonic() + RECOVERY_SECONDS
        while time.monotonic() < deadline and not wanted <= set(confirmations(tmp_path)):
            time.sleep(1)
        sent = confirmations(tmp_path)
        assert wanted <= set(sent), f"{len(wanted - set(sent))} confirmations are missing"
        tickets_of = collections.Counter(ticket["email"] for ticket in stored.values())
        assert {address: sent[address] for address in wanted} == dict(tickets_of)
