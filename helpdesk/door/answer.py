"""Running the WSGI application in a thread and keeping its whole answer, so that no thread waits for a client."""

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO, Any

from helpdesk.door.types import Environ, WSGIApp

logger = logging.getLogger("helpdesk.door")

IN_MEMORY_BYTES = 256 * 1024
BODYLESS = frozenset({204, 304})

Headers = list[tuple[bytes, bytes]]
# The server refuses these only after it has begun to answer, and then cuts the connection.
_UNSENDABLE = re.compile(b"[\x00-\x08\x0a-\x1f\x7f]")


class BadAnswer(Exception):
    """The application broke the rules of WSGI or HTTP."""


@dataclass(slots=True)
class Answer:
    """A complete response: small bodies are bytes, large ones a temporary file at its start."""

    status: int
    headers: Headers
    body: bytes | IO[bytes]

    def close(self) -> None:
        """Give back what the body holds. Harmless when repeated."""
        if not isinstance(self.body, bytes):
            self.body.close()


def plain_answer(status: int, text: str, *extra: tuple[bytes, bytes]) -> Answer:
    """The door's own words, for what never reaches a contract."""
    body = text.encode()
    length = str(len(body)).encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", length), *extra]
    return Answer(status, headers, body)


def run_wsgi(app: WSGIApp, environ: Environ) -> Answer:
    """Call the application, take everything it yields, close it. A failure is logged and becomes a plain 500."""
    recorder = _Recorder()
    try:
        try:
            _exhaust(app, environ, recorder)
            return recorder.finish(environ["REQUEST_METHOD"])
        finally:
            environ["wsgi.input"].close()
    except BaseException:  # a SystemExit must not end the thread either
        recorder.discard()
        # No path: a path may carry the token of a magic link, and the traceback says where.
        logger.exception("The application failed on a %s request", environ["REQUEST_METHOD"])
        return plain_answer(500, "Internal Server Error\n")


def _exhaust(app: WSGIApp, environ: Environ, recorder: "_Recorder") -> None:
    result = app(environ, recorder.start)
    try:
        for chunk in result:
            recorder.write(chunk)
    finally:
        close: Callable[[], None] | None = getattr(result, "close", None)
        if close is not None:
            close()


class _Recorder:
    """`start_response`, the old `write`, and everything that came through them."""

    __slots__ = ("_chunks", "_file", "_headers", "_size", "_status")

    def __init__(self) -> None:
        self._status = 0
        self._headers: Headers = []
        self._chunks: list[bytes] = []
        self._size = 0
        self._file: IO[bytes] | None = None

    def start(self, status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Callable[[bytes], None]:
        if self._status and not exc_info:
            raise BadAnswer("start_response was called twice")
        self._status = int(status[:3])
        self._headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]
        if _UNSENDABLE.search(b"".join([value for _, value in self._headers])):
            raise BadAnswer("control character in a response header")
        return self.write

    def write(self, chunk: bytes) -> None:
        self._size += len(chunk)
        if self._file is not None:
            self._file.write(chunk)
            return
        self._chunks.append(chunk)
        if self._size > IN_MEMORY_BYTES:
            self._file = TemporaryFile()  # noqa: SIM115 - closed by Answer.close once it is sent
            self._file.writelines(self._chunks)
            self._chunks.clear()

    def finish(self, method: str) -> Answer:
        if self._status < 200:
            raise BadAnswer("no final status")
        self._settle_length(method)
        if method == "HEAD" or self._status in BODYLESS:
            self.discard()
            return Answer(self._status, self._headers, b"")
        if self._file is None:
            return Answer(self._status, self._headers, b"".join(self._chunks))
        self._file.seek(0)
        return Answer(self._status, self._headers, self._file)

    def _settle_length(self, method: str) -> None:
        declared = [int(value) for name, value in self._headers if name == b"content-length"]
        if self._status in BODYLESS:
            self._headers = [header for header in self._headers if header[0] != b"content-length"]
        elif declared and declared != [self._size] and method != "HEAD":
            raise BadAnswer(f"Content-Length says {declared}, the body has {self._size} bytes")
        elif not declared and (self._size or method != "HEAD"):
            self._headers.append((b"content-length", str(self._size).encode()))

    def discard(self) -> None:
        if self._file is not None:
            self._file.close()
