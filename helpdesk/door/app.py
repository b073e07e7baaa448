"""The door: streams stay on the event loop, everything else goes to the WSGI application on a bounded pool of threads.

No thread ever waits for a client: the body is complete before one is taken, the answer is complete before it is sent.
Written by hand because the adapters at hand stream from the thread, and one of them was seen to hang after aborted
downloads.
"""

import logging
from collections.abc import Mapping
from functools import partial
from io import BytesIO

from helpdesk.door.answer import Answer, plain_answer, run_wsgi
from helpdesk.door.body import BodyLimits, ClientGone, TooLarge, TooSlow, body_is_expected, read_body
from helpdesk.door.environ import BadFraming, build_environ
from helpdesk.door.pool import Full, Pool
from helpdesk.door.sending import send_and_close, send_answer
from helpdesk.door.types import ASGIApp, Environ, Receive, Scope, Send, WSGIApp

logger = logging.getLogger("helpdesk.door")

POLICY_VIOLATION = 1008


class Door:
    """An ASGI 3 application.

    `streams` maps a path to the ASGI application that serves it. `threads` is the number of requests the WSGI
    application works on at once, `queue` how many more may wait; beyond that the answer is 503. A body over
    `limits.max_bytes` reaches the application as an empty one with `environ["helpdesk.body_refused"] == "too large"`,
    so that the contract can word its own 413.
    """

    def __init__(
        self, wsgi_app: WSGIApp, streams: Mapping[str, ASGIApp], threads: int, limits: BodyLimits, queue: int = 256
    ) -> None:
        self._wsgi_app = wsgi_app
        self._streams = streams
        self._limits = limits
        self._pool: Pool[Answer] = Pool(threads, queue)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        kind = scope["type"]
        if kind == "http":
            stream = self._streams.get(scope["path"])
            if stream is None:
                await self._serve(scope, receive, send)
            else:
                await stream(scope, receive, send)
        elif kind == "lifespan":
            await self._live(receive, send)
        elif kind == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": POLICY_VIOLATION})
        else:
            raise ValueError(f"the door does not speak {kind}")

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        self._pool.close()
        await send({"type": "lifespan.shutdown.complete"})

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            environ = build_environ(scope)
            await self._take_body(environ, receive)
        except ClientGone:
            return
        except BadFraming:
            await send_and_close(plain_answer(400, "Bad Request\n"), receive, send)
        except TooSlow:
            await send_and_close(plain_answer(408, "Request Timeout\n"), receive, send)
        else:
            await self._answer(environ, receive, send)

    async def _take_body(self, environ: Environ, receive: Receive) -> None:
        environ["wsgi.input"], size = BytesIO(), 0
        if not body_is_expected(environ):
            return
        try:
            environ["wsgi.input"], size = await read_body(environ, receive, self._limits)
        except TooLarge:
            environ["helpdesk.body_refused"] = "too large"
        environ.pop("HTTP_TRANSFER_ENCODING", None)
        environ["CONTENT_LENGTH"] = str(size)

    async def _answer(self, environ: Environ, receive: Receive, send: Send) -> None:
        unread = "helpdesk.body_refused" in environ
        try:
            waiting = self._pool.submit(partial(run_wsgi, self._wsgi_app, environ))
        except Full:
            environ["wsgi.input"].close()
            logger.warning("Every thread is busy and the queue is full: answered 503")
            answer = plain_answer(503, "Service Unavailable\n", (b"retry-after", b"1"))
        else:
            answer = await waiting
        try:
            await (send_and_close if unread else send_answer)(answer, receive, send)
        finally:
            answer.close()
