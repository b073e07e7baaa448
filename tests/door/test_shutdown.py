"""The stop: what is under way is finished, nothing is cut, the process ends with status 0."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from typing import Any

import pytest

PROGRAM = """
import os, sys, time
from helpdesk.door.app import Door
from helpdesk.door.body import BodyLimits
from helpdesk.door.server import run_server
import socket

def wsgi(environ, start_response):
    os.write(1, b"begun\\n")
    time.sleep(0.5)
    start_response("200 OK", [])
    return [b"x" * int(environ["PATH_INFO"][1:])]

run_server(Door(wsgi, {}, 4, BodyLimits(1000)), socket.socket(fileno=int(sys.argv[1])))
"""


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as opened:
        yield opened


@pytest.fixture
def process(listener: socket.socket) -> Iterator[subprocess.Popen[str]]:
    number = listener.fileno()
    command = [sys.executable, "-c", PROGRAM, str(number)]
    with subprocess.Popen(command, pass_fds=[number], stdout=subprocess.PIPE, text=True) as running:
        yield running
        running.kill()


def connection(listener: socket.socket) -> HTTPConnection:
    return HTTPConnection("127.0.0.1", listener.getsockname()[1], timeout=10)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_requests_under_way_are_answered_whole(listener: socket.socket, process: Any, number: int) -> None:
    clients = [connection(listener) for _ in range(3)]
    for client in clients:
        client.request("GET", "/3000000")
    assert [process.stdout.readline() for _ in clients] == ["begun\n"] * 3
    process.send_signal(number)
    for client in clients:
        response = client.getresponse()
        assert (response.status, len(response.read())) == (200, 3_000_000)
    assert process.wait(10) == 0


def test_a_request_just_arriving_on_an_idle_connection_is_still_answered(listener: socket.socket, process: Any) -> None:
    client = connection(listener)
    client.request("GET", "/1")
    assert client.getresponse().read() == b"x"
    process.send_signal(signal.SIGTERM)
    time.sleep(0.3)
    client.request("GET", "/2")
    response = client.getresponse()
    assert (response.read(), response.getheader("connection")) == (b"xx", "close")
    assert process.wait(10) == 0
