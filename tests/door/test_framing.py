"""Requests that are wrong, ambiguous or slow before their body even begins."""

import threading
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from helpdesk.door import protocol


@pytest.fixture
def calls() -> list[dict[str, Any]]:
    return []


@pytest.fixture
def app(calls: list[dict[str, Any]]) -> Callable[..., Iterable[bytes]]:
    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        calls.append(environ)
        start_response("200 OK", [])
        return [environ["PATH_INFO"].encode("latin-1")]

    return application


@pytest.mark.parametrize(
    "request_bytes",
    [
        b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
        b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\nabc",
        b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length : 3\r\n\r\nabc",
        b"GET / HTTP/1.1\r\nHost: a\r\nX: a\r\n folded\r\n\r\n",
        b"GET / HTTP/1.1\nHost: a\n\n\x00",
        b"\x16\x03\x01\x02\x00\x01\x00",
    ],
)
def test_an_ambiguous_or_broken_request_gets_400_and_is_the_last(
    serve: Any, app: Any, calls: list[dict[str, Any]], request_bytes: bytes
) -> None:
    client = serve(app).client()
    client.send(request_bytes + b"GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n")
    response, _ = client.reply()
    assert response.status == 400
    assert client.is_closed_by_server()
    assert "/smuggled" not in [environ["PATH_INFO"] for environ in calls]


def test_a_header_with_an_underscore_does_not_reach_the_application(
    serve: Any, app: Any, calls: list[dict[str, Any]]
) -> None:
    serve(app).ask(b"GET / HTTP/1.1\r\nHost: a\r\nX_Forwarded_For: 203.0.113.1\r\nX-Good: 1\r\n\r\n")
    assert calls[0]["HTTP_X_GOOD"] == "1"
    assert "HTTP_X_FORWARDED_FOR" not in calls[0]


@pytest.mark.parametrize("parts", [1, 2])
def test_what_comes_behind_the_body_is_no_header(serve: Any, app: Any, calls: list[dict[str, Any]], parts: int) -> None:
    begin = b"POST /first HTTP/1.1\r\nHost: a\r\nX-Good: 1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"
    trailer = b"0\r\nAuthorization: Bearer x\r\nX-Forwarded-For: 203.0.113.1\r\nX-Good: 2\r\n\r\n"
    client = serve(app).client()
    for piece in [begin + trailer] if parts == 1 else [begin, trailer]:
        client.send(piece)
    assert client.reply()[0].status == 200
    client.send(b"GET /second HTTP/1.1\r\nHost: a\r\nX-Good: 3\r\n\r\n")
    assert client.reply()[0].status == 200
    assert [(environ["PATH_INFO"], environ["HTTP_X_GOOD"]) for environ in calls] == [("/first", "1"), ("/second", "3")]
    assert not {"HTTP_AUTHORIZATION", "HTTP_X_FORWARDED_FOR"} & set(calls[0])


@pytest.mark.parametrize(
    ("path", "body"), [("/caf%C3%A9", "/café".encode()), ("/%FF%fe", b"/\xff\xfe"), ("/a%2Fb", b"/a/b")]
)
def test_a_percent_encoded_path_arrives_as_its_bytes(serve: Any, app: Any, path: str, body: bytes) -> None:
    assert serve(app).get(path)[1] == body


def test_a_path_of_bare_bytes_is_refused_or_understood_but_never_an_error(serve: Any, app: Any) -> None:
    response, _ = serve(app).ask(b"GET /caf\xc3\xa9\xff HTTP/1.1\r\nHost: a\r\n\r\n")
    assert response.status in (200, 400)


def test_headers_that_never_end_are_cut_off_by_size(serve: Any, app: Any) -> None:
    client = serve(app).client()
    client.send(b"GET / HTTP/1.1\r\nHost: a\r\n")
    sent = 0
    try:
        while sent < 60_000_000:
            client.send(b"X-Long: " + b"x" * 60_000 + b"\r\n")
            sent += 60_000
    except OSError:
        pass
    assert sent < 60_000_000


@pytest.mark.parametrize("begin", [b"", b"GET / HTTP/1.1\r\nHo", b"GET / HTTP/1.1\r\nHost: a\r\n\r\n\r\n", b"\r\n"])
def test_headers_that_never_end_are_cut_off_by_time(
    serve: Any, app: Any, monkeypatch: pytest.MonkeyPatch, begin: bytes
) -> None:
    monkeypatch.setattr(protocol, "HEADER_SECONDS", 0.3)
    client = serve(app).client()
    client.send(begin)
    if begin.startswith(b"GET / HTTP/1.1\r\nHost"):
        assert client.reply()[0].status == 200
        client.send(b"\r\n")
    assert client.is_closed_by_server()


def test_a_request_that_is_worked_on_is_not_cut_off_by_the_header_time(
    serve: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protocol, "HEADER_SECONDS", 0.1)

    def slow(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        threading.Event().wait(0.4)
        start_response("200 OK", [])
        return [b"done"]

    assert serve(slow).get()[1] == b"done"
