"""Answers: complete before they are sent, correct for their method and status, closed whatever happens."""

import logging
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

Start = Callable[..., Any]


def answering(status: str, headers: list[tuple[str, str]], body: Iterable[bytes]) -> Callable[..., Iterable[bytes]]:
    def app(environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
        start_response(status, headers)
        return body

    return app


class Watched:
    """An iterable body that counts its closings and may fail on the way."""

    def __init__(self, chunks: list[bytes], fail: bool = False) -> None:
        self.chunks = chunks
        self.fail = fail
        self.closed = 0

    def __iter__(self) -> Iterator[bytes]:
        yield from self.chunks
        if self.fail:
            raise RuntimeError("broken on the way")

    def close(self) -> None:
        self.closed += 1


def test_a_missing_length_is_added_and_the_connection_stays_usable(serve: Any) -> None:
    client = serve(answering("200 OK", [("Content-Type", "text/plain")], [b"ab", b"", b"cd"])).client()
    for _ in range(2):
        client.send(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        response, body = client.reply()
        assert (response.getheader("content-length"), body) == ("4", b"abcd")
        assert response.getheader("server") is None


def test_headers_of_one_name_are_kept_apart(serve: Any) -> None:
    response, _ = serve(answering("200 OK", [("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")], [])).get()
    assert response.headers.get_all("set-cookie") == ["a=1", "b=2"]


@pytest.mark.parametrize(("headers", "length"), [([("Content-Length", "5")], "5"), ([], "5")])
def test_head_has_the_length_and_no_body(serve: Any, headers: list[tuple[str, str]], length: str) -> None:
    client = serve(answering("200 OK", headers, [b"12345"])).client()
    for _ in range(2):
        client.send(b"HEAD / HTTP/1.1\r\nHost: a\r\n\r\n")
        response, body = client.reply("HEAD")
        assert (response.getheader("content-length"), body) == (length, b"")


@pytest.mark.parametrize("status", ["204 No Content", "304 Not Modified"])
def test_a_status_without_a_body_has_none(serve: Any, status: str) -> None:
    client = serve(answering(status, [("Content-Length", "3")], [b"abc"])).client()
    client.send(b"GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n")
    for _ in range(2):
        response, body = client.reply()
        assert (response.status, response.getheader("content-length"), body) == (int(status[:3]), None, b"")


def test_a_large_answer_arrives_whole(serve: Any) -> None:
    chunks = [bytes([number]) * 10_000 for number in range(200)]
    response, body = serve(answering("200 OK", [], chunks)).get()
    assert (response.getheader("content-length"), body) == ("2000000", b"".join(chunks))


def test_the_body_is_closed_once(serve: Any) -> None:
    body = Watched([b"abc"])
    assert serve(answering("200 OK", [], body)).get()[1] == b"abc"
    assert body.closed == 1


@pytest.mark.parametrize("size", [3, 400_000])
def test_a_failure_on_the_way_is_a_whole_500_and_the_body_is_closed(serve: Any, size: int) -> None:
    body = Watched([b"x" * size], fail=True)
    response, text = serve(answering("200 OK", [("Content-Length", "9")], body)).get()
    assert (response.status, text) == (500, b"Internal Server Error\n")
    assert body.closed == 1


def test_a_failure_is_logged_without_the_address_asked_for(serve: Any, caplog: pytest.LogCaptureFixture) -> None:
    def app(environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
        start_response("200 OK", [])
        raise SystemExit("not even this ends the thread")

    served = serve(app, threads=1)
    with caplog.at_level(logging.ERROR, "helpdesk.door"):
        assert [served.get("/csat/secret1?t=secret2")[0].status for _ in range(2)] == [500, 500]
    assert "failed on a GET request" in caplog.text
    assert "secret" not in caplog.text


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        ("200 OK", [("X-Name", "a\r\nSet-Cookie: b=1")]),
        ("200 OK", [("X-Name", "\u20ac")]),
        ("200 OK", [("Content-Length", "2")]),
        ("100 Continue", []),
        ("nonsense", []),
    ],
)
def test_an_answer_that_cannot_be_sent_is_a_500(serve: Any, status: str, headers: list[tuple[str, str]]) -> None:
    response, _ = serve(answering(status, headers, [b"abc"])).get()
    assert response.status == 500
    assert response.getheader("set-cookie") is None


def test_an_application_that_never_starts_is_a_500(serve: Any) -> None:
    assert serve(lambda environ, start_response: [b"abc"]).get()[0].status == 500


def test_a_second_start_replaces_the_first_only_with_an_exception(serve: Any) -> None:
    def app(environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
        start_response("200 OK", [("X-First", "1")])
        known = ("helpdesk", None, None) if environ["PATH_INFO"] == "/known" else None
        start_response("503 Service Unavailable", [], known)
        return []

    served = serve(app)
    response, _ = served.get("/known")
    assert (response.status, response.getheader("x-first")) == (503, None)
    assert served.get("/unknown")[0].status == 500


def test_the_write_callable_of_old_applications_works(serve: Any) -> None:
    def app(environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
        write = start_response("200 OK", [])
        write(b"first ")
        return [b"second"]

    assert serve(app).get()[1] == b"first second"
