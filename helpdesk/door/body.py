"""Reading a request body to its end, within limits of size and time, before any thread is taken for it."""

import asyncio
from dataclasses import dataclass
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import IO

from helpdesk.door.types import Environ, Receive

IN_MEMORY_BYTES = 64 * 1024


class ClientGone(Exception):
    """The client left before its body was complete."""


class TooSlow(Exception):
    """The client stopped sending, or sends more slowly than the floor."""


class TooLarge(Exception):
    """The body is, or says it will be, larger than the cap."""


@dataclass(frozen=True, slots=True)
class BodyLimits:
    """Size in bytes, patience in seconds without progress, floor in bytes per second."""

    max_bytes: int
    patience_seconds: float = 20.0
    floor_bytes_per_second: int = 8 * 1024


def body_is_expected(environ: Environ) -> bool:
    """Whether the request frames a body (in HTTP/1 only these two headers can)."""
    if "HTTP_TRANSFER_ENCODING" in environ or environ["SERVER_PROTOCOL"] == "HTTP/2":
        return True
    return int(environ.get("CONTENT_LENGTH") or 0) > 0


async def read_body(environ: Environ, receive: Receive, limits: BodyLimits) -> tuple[IO[bytes], int]:
    """The whole body as a seekable file, and its size in bytes.

    Raises TooLarge (the rest is left unread), TooSlow, ClientGone.
    """
    declared = environ.get("CONTENT_LENGTH")
    if declared is not None and int(declared) > limits.max_bytes:
        raise TooLarge
    try:
        file, size = await _read_in_time(receive, limits)
    except TimeoutError:
        raise TooSlow from None
    if declared is not None and size != int(declared):
        file.close()
        raise ClientGone
    return file, size


async def _read_in_time(receive: Receive, limits: BodyLimits) -> tuple[IO[bytes], int]:
    loop = asyncio.get_running_loop()
    begin = loop.time()
    async with asyncio.timeout_at(begin + limits.patience_seconds) as deadline:
        first, more = await _next_part(receive)
        if not more and len(first) <= min(IN_MEMORY_BYTES, limits.max_bytes):
            return BytesIO(first), len(first)
        # Written on the event loop: a write of one part ends in the page cache, sooner than a thread could be asked.
        file: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY_BYTES)  # noqa: SIM115 - it outlives this block
        try:
            file.write(first)
            size = len(first)
            while True:
                if size > limits.max_bytes:
                    raise TooLarge
                if not more:
                    break
                at_floor = begin + limits.patience_seconds + size / limits.floor_bytes_per_second
                deadline.reschedule(min(loop.time() + limits.patience_seconds, at_floor))
                part, more = await _next_part(receive)
                file.write(part)
                size += len(part)
        except BaseException:
            file.close()
            raise
    file.seek(0)
    return file, size


async def _next_part(receive: Receive) -> tuple[bytes, bool]:
    message = await receive()
    if message["type"] != "http.request":
        raise ClientGone
    return message.get("body", b""), message.get("more_body", False)
