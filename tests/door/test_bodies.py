"""Request bodies: read before a thread is taken, within limits of size and time."""

import hashlib
import socket
import time
from collections.abc import Callable, Iterable
from typing import Any

import pytest

HEAD = b"POST /in HTTP/1.1\r\nHost: acme.test\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"


class Reader:
    """Keeps what it was given, answers with the digest of the body."""

    def __init__(self) -> None:
        self.environs: list[dict[str, Any]] = []

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        self.environs.append(environ)
        body = environ["wsgi.input"].read()
        environ["wsgi.input"].seek(0)
        assert environ["wsgi.input"].read() == body
        refused = environ.get("helpdesk.body_refused")
        start_response("413 Content Too Large" if refused else "200 OK", [])
        return [f"{refused or hashlib.sha256(body).hexdigest()} {len(body)}".encode()]


def said(body: bytes) -> bytes:
    return f"{hashlib.sha256(body).hexdigest()} {len(body)}".encode()


@pytest.fixture
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize("size", [0, 1, 64 * 1024, 64 * 1024 + 1, 1_000_000])
def test_a_body_up_to_the_cap_arrives_whole_and_seekable(serve: Any, reader: Reader, size: int) -> None:
    body = bytes(range(256)) * (size // 256) + b"x" * (size % 256)
    response, text = serve(reader).ask(HEAD + b"Content-Length: %d\r\n\r\n" % size + body)
    assert (response.status, text) == (200, said(body))
    assert reader.environs[0]["wsgi.input"].closed


def test_a_chunked_body_arrives_whole_with_its_length(serve: Any, reader: Reader) -> None:
    chunk = b"%x\r\n" % 100_000 + b"y" * 100_000 + b"\r\n"
    response, text = serve(reader).ask(CHUNKED + chunk * 3 + b"0\r\n\r\n")
    assert (response.status, text) == (200, said(b"y" * 300_000))
    assert reader.environs[0]["CONTENT_LENGTH"] == "300000"
    assert "HTTP_TRANSFER_ENCODING" not in reader.environs[0]


def test_a_body_declared_too_large_is_left_to_the_application_to_refuse(serve: Any, reader: Reader) -> None:
    client = serve(reader).client()
    client.send(HEAD + b"Content-Length: 1000001\r\n\r\nabc")
    response, text = client.reply("POST")
    assert (response.status, text) == (413, b"too large 0")
    assert response.getheader("connection") == "close"
    assert reader.environs[0]["CONTENT_LENGTH"] == "0"


def test_a_client_that_asks_first_is_refused_without_sending(serve: Any, reader: Reader) -> None:
    response, _ = serve(reader).ask(HEAD + b"Expect: 100-continue\r\nContent-Length: 1000001\r\n\r\n")
    assert response.status == 413


def test_a_client_that_asks_first_is_told_to_go_on(serve: Any, reader: Reader) -> None:
    client = serve(reader).client()
    client.send(HEAD + b"Expect: 100-continue\r\nContent-Length: 3\r\n\r\n")
    assert client.sock.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
    client.send(b"abc")
    assert client.reply("POST")[1] == said(b"abc")


def test_a_client_still_sending_too_much_gets_its_answer(serve: Any, reader: Reader) -> None:
    client = serve(reader).client()
    client.send(HEAD + b"Content-Length: 8000000\r\n\r\n" + b"z" * 8_000_000)
    assert client.reply("POST")[0].status == 413
    assert client.is_closed_by_server()


def test_a_chunked_body_that_grows_too_large_is_refused(serve: Any, reader: Reader) -> None:
    chunk = b"%x\r\n" % 500_000 + b"y" * 500_000 + b"\r\n"
    response, text = serve(reader).ask(CHUNKED + chunk * 3 + b"0\r\n\r\n")
    assert (response.status, text) == (413, b"too large 0")
    assert response.getheader("connection") == "close"


def test_a_client_that_stops_sending_gets_408_and_no_thread(serve: Any, reader: Reader) -> None:
    response, _ = serve(reader).ask(HEAD + b"Content-Length: 10\r\n\r\nabc")
    assert (response.status, response.getheader("connection")) == (408, "close")
    assert reader.environs == []


def test_a_client_below_the_floor_gets_408_although_it_never_pauses(serve: Any, reader: Reader) -> None:
    client = serve(reader).client()
    client.send(HEAD + b"Content-Length: 100000\r\n\r\n")
    begin = time.monotonic()
    client.sock.settimeout(0.05)
    answered = b""
    while not answered and time.monotonic() < begin + 8:
        client.send(b"drip")
        try:
            answered = client.sock.recv(1000)
        except TimeoutError:
            continue
    assert answered.startswith(b"HTTP/1.1 408 ")
    assert reader.environs == []


def test_a_slow_client_above_the_floor_is_waited_for(serve: Any, reader: Reader) -> None:
    client = serve(reader).client()
    client.send(HEAD + b"Content-Length: 600000\r\n\r\n")
    for _ in range(6):  # 0.9 s in all, longer than the patience of 0.6 s
        time.sleep(0.15)
        client.send(b"s" * 100_000)
    assert client.reply("POST")[1] == said(b"s" * 600_000)


@pytest.mark.parametrize("half", [b"Content-Length: 10\r\n\r\nabc", b"Transfer-Encoding: chunked\r\n\r\n5\r\nab"])
def test_a_client_that_leaves_in_mid_body_costs_no_call(serve: Any, reader: Reader, half: bytes) -> None:
    served = serve(reader)
    client = served.client()
    client.send(HEAD + half)
    client.close()
    assert served.get()[0].status == 200
    assert [environ["PATH_INFO"] for environ in reader.environs] == ["/"]


def test_a_body_cut_short_without_leaving_costs_no_call(serve: Any, reader: Reader) -> None:
    served = serve(reader)
    client = served.client()
    client.send(HEAD + b"Content-Length: 10\r\n\r\nabc")
    client.sock.shutdown(socket.SHUT_WR)
    assert client.is_closed_by_server()
    assert reader.environs == []
