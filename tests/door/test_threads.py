"""The pool of threads: bounded, and never held by a client."""

import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

LARGE = b"x" * 8_000_000


class Gate:
    """Holds requests for /wait until it is opened; /large answers at once with 8 MB; counts how many run at once."""

    def __init__(self) -> None:
        self.open = threading.Event()
        self.lock = threading.Lock()
        self.inside = 0
        self.most = 0

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        with self.lock:
            self.inside += 1
            self.most = max(self.most, self.inside)
        if environ["PATH_INFO"] == "/wait":
            self.open.wait(10)
        elif environ["PATH_INFO"] == "/short":
            time.sleep(0.01)
        start_response("200 OK", [])
        with self.lock:
            self.inside -= 1
        return [LARGE if environ["PATH_INFO"] == "/large" else b"ok"]


def ask(path: bytes) -> bytes:
    return b"GET " + path + b" HTTP/1.1\r\nHost: acme.test\r\n\r\n"


def test_a_hundred_requests_at_once_share_four_threads(serve: Any) -> None:
    gate = Gate()
    served = serve(gate, threads=4)
    with ThreadPoolExecutor(100) as clients:
        answers = list(clients.map(lambda _: served.get("/short"), range(100)))
    assert [(response.status, body) for response, body in answers] == [(200, b"ok")] * 100
    assert gate.most == 4


def test_what_does_not_fit_in_the_queue_is_told_to_come_back(serve: Any, until: Any) -> None:
    gate = Gate()
    served = serve(gate, threads=1, queue=1)
    running, waiting, refused = served.client(), served.client(), served.client()
    running.send(ask(b"/wait"))
    until(lambda: gate.inside == 1)
    waiting.send(ask(b"/wait"))
    until(lambda: len(served.server.server_state.tasks) == 2)
    refused.send(ask(b"/"))
    response, _ = refused.reply()
    assert (response.status, response.getheader("retry-after")) == (503, "1")
    gate.open.set()
    assert [client.reply()[0].status for client in (running, waiting)] == [200, 200]
    assert served.get()[0].status == 200


def test_clients_that_do_not_read_hold_no_thread(serve: Any) -> None:
    served = serve(Gate(), threads=2)
    for _ in range(6):
        served.client(receive_buffer=4096).send(ask(b"/large"))
    assert served.get()[1] == b"ok"


def test_clients_that_leave_while_reading_leave_nothing_behind(serve: Any, until: Any) -> None:
    served = serve(Gate(), threads=2)
    for _ in range(6):
        client = served.client(receive_buffer=4096)
        client.send(ask(b"/large"))
        client.sock.recv(1000)
        client.close()
    until(lambda: not served.server.server_state.tasks)
    assert served.get("/large")[1] == LARGE


def test_a_client_that_leaves_while_its_request_is_worked_on_frees_the_thread(serve: Any, until: Any) -> None:
    gate = Gate()
    served = serve(gate, threads=1)
    client = served.client()
    client.send(ask(b"/wait"))
    until(lambda: gate.inside == 1)
    client.close()
    gate.open.set()
    assert served.get()[1] == b"ok"


def test_pipelined_requests_are_answered_in_order(serve: Any) -> None:
    def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        time.sleep(0.05 if environ["PATH_INFO"] == "/1" else 0)
        start_response("200 OK", [])
        return [environ["PATH_INFO"].encode() + environ["wsgi.input"].read()]

    client = serve(app).client()
    body = b"POST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody"
    client.send(ask(b"/1") + body + ask(b"/3"))
    assert [client.reply()[1] for _ in range(3)] == [b"/1", b"/2body", b"/3"]
