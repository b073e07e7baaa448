"""The client that drives a server, as a process of its own: `python driver.py`, one job per line in, one result out.

A job is JSON: {"port", "requests", "seconds", "connections"}; the requests are complete HTTP/1.1 messages, sent in
turn over keep-alive connections that each wait for their answer. It is bounded in time and in number. The standard
library only, and no more per answer than its status and length, so that the driver costs little beside the server.
"""

import json
import re
import selectors
import socket
import sys
import time
from collections import Counter
from itertools import cycle
from typing import Any

MOST_REQUESTS = 200_000
PATIENCE_SECONDS = 15.0
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


class Connection:
    """One keep-alive connection with at most one request under way."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.open()

    def open(self) -> None:
        """Connect; what was received before is forgotten."""
        self.socket = socket.create_connection(("127.0.0.1", self.port), PATIENCE_SECONDS)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.received = b""
        self.needed = 0
        self.sent_at = 0.0

    def send(self, request: bytes) -> None:
        """Begin a request."""
        self.received, self.needed = b"", 0
        self.sent_at = time.perf_counter()
        self.socket.sendall(request)

    def receive(self) -> bool:
        """Take what has come; True when the answer is complete. Raises ConnectionError when it never will be."""
        part = self.socket.recv(262_144)
        if not part:
            raise ConnectionError("closed by the server")
        self.received += part
        if not self.needed:
            end = self.received.find(b"\r\n\r\n")
            if end < 0:
                return False
            length = LENGTH.search(self.received, 0, end)
            if length is None:
                raise ConnectionError("an answer without a length")
            self.needed = end + 4 + int(length[1])
        return len(self.received) >= self.needed


def drive(job: dict[str, Any]) -> dict[str, Any]:
    """Run one job: how many answers came in how many seconds, how long each took, and what went wrong."""
    requests = cycle([text.encode("latin-1") for text in job["requests"]])
    connections = [Connection(job["port"]) for _ in range(job["connections"])]
    milliseconds: list[float] = []
    errors: Counter[str] = Counter()
    selector = selectors.DefaultSelector()
    started = time.perf_counter()
    deadline = started + job["seconds"]
    for connection in connections:
        selector.register(connection.socket, selectors.EVENT_READ, connection)
        connection.send(next(requests))
    under_way = len(connections)
    while under_way:
        ready = selector.select(PATIENCE_SECONDS)
        if not ready:
            errors["no answer"] += under_way
            break
        for key, _ in ready:
            connection = key.data
            try:
                if not connection.receive():
                    continue
            except ConnectionError as error:
                errors[str(error)] += 1
                selector.unregister(connection.socket)
                connection.socket.close()
                connection.open()
                selector.register(connection.socket, selectors.EVENT_READ, connection)
            else:
                milliseconds.append((time.perf_counter() - connection.sent_at) * 1000)
                status = connection.received[9:12].decode("latin-1")
                if status[0] != "2":
                    errors[status] += 1
            if time.perf_counter() < deadline and len(milliseconds) < MOST_REQUESTS and errors.total() < 100:
                connection.send(next(requests))
            else:
                under_way -= 1
    seconds = time.perf_counter() - started
    selector.close()
    for connection in connections:
        connection.socket.close()
    return {"seconds": seconds, "milliseconds": milliseconds, "errors": dict(errors)}


def main() -> None:
    """Do jobs until standard input ends."""
    for line in sys.stdin:
        try:
            answer = drive(json.loads(line))
        except OSError as error:
            answer = {"seconds": 1.0, "milliseconds": [], "errors": {f"{type(error).__name__}: {error}": 1}}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
