"""What the door serves itself, on the event loop."""

import asyncio
import threading
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from helpdesk.door.app import Door
from helpdesk.door.body import BodyLimits


async def ticker(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/event-stream")]})
    for number in range(3):
        await send({"type": "http.response.body", "body": b"data: %d\n\n" % number, "more_body": True})
        await asyncio.sleep(0.01)
    await send({"type": "http.response.body", "body": b""})


def test_streams_flow_while_every_thread_is_busy(serve: Any, until: Any) -> None:
    gate, busy = threading.Event(), threading.Event()

    def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        busy.set()
        gate.wait(10)
        start_response("200 OK", [])
        return [b"wsgi"]

    served = serve(app, streams={"/events": ticker}, threads=1)
    client = served.client()
    client.send(b"GET /events/ HTTP/1.1\r\nHost: a\r\n\r\n")
    assert busy.wait(5)
    response, body = served.get("/events?since=1")
    assert (response.getheader("content-type"), body) == ("text/event-stream", b"data: 0\n\ndata: 1\n\ndata: 2\n\n")
    gate.set()
    assert client.reply()[1] == b"wsgi"


def test_an_upgrade_to_a_websocket_is_not_taken_up(serve: Any) -> None:
    def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        start_response("404 Not Found", [])
        return [b"no"]

    upgrade = (
        b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: eA==\r\n\r\n"
    )
    response, _ = serve(app).ask(b"GET / HTTP/1.1\r\nHost: a\r\n" + upgrade)
    assert response.status == 404


def converse(scope: dict[str, Any], *messages: dict[str, Any]) -> list[dict[str, Any]]:
    """What the door sends when a server speaks these messages to it."""
    sent: list[dict[str, Any]] = []
    coming = iter(messages)

    async def receive() -> dict[str, Any]:
        return next(coming)

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(Door(lambda environ, start: [], {}, 1, BodyLimits(1))(scope, receive, send))
    return sent


def test_a_websocket_is_closed_for_policy() -> None:
    sent = converse({"type": "websocket", "path": "/"}, {"type": "websocket.connect"})
    assert sent == [{"type": "websocket.close", "code": 1008}]


def test_the_lifespan_is_answered() -> None:
    sent = converse({"type": "lifespan"}, {"type": "lifespan.startup"}, {"type": "lifespan.shutdown"})
    assert [message["type"] for message in sent] == ["lifespan.startup.complete", "lifespan.shutdown.complete"]


def test_an_unknown_kind_of_scope_is_an_error() -> None:
    with pytest.raises(ValueError, match="carrier-pigeon"):
        converse({"type": "carrier-pigeon"})
