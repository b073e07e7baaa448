"""Sending a complete answer, whatever the pace of the client, and leaving politely when its request was not read."""

import asyncio
from contextlib import suppress
from typing import IO

from helpdesk.door.answer import Answer
from helpdesk.door.types import Receive, Send

CHUNK_BYTES = 64 * 1024
# A client that cannot take one chunk in this time is treated as gone, so it does not keep a file open for ever.
CHUNK_SECONDS = 60.0
LINGER_SECONDS = 5.0
LINGER_BYTES = 64 * 1024 * 1024


async def send_answer(answer: Answer, receive: Receive, send: Send) -> None:
    """Send it and release its file, also when the client is gone or the task is cancelled."""
    await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
    body = answer.body
    if isinstance(body, bytes):
        await send({"type": "http.response.body", "body": body})
        return
    left = asyncio.ensure_future(_until_left(receive))
    try:
        async with asyncio.timeout(None) as deadline:
            await _send_file(body, send, left, deadline)
    except TimeoutError:
        pass
    finally:
        left.cancel()


async def _until_left(receive: Receive) -> None:
    while (await receive())["type"] == "http.request":
        continue


async def _send_file(body: IO[bytes], send: Send, left: "asyncio.Future[None]", deadline: asyncio.Timeout) -> None:
    loop = asyncio.get_running_loop()
    while not left.done():
        chunk = body.read(CHUNK_BYTES)
        deadline.reschedule(loop.time() + CHUNK_SECONDS)
        await send({"type": "http.response.body", "body": chunk, "more_body": bool(chunk)})
        if not chunk:
            return
        await asyncio.sleep(0)  # a fast client never makes `send` wait, and the other clients want their turn


async def send_and_close(answer: Answer, receive: Receive, send: Send) -> None:
    """Send a small answer to a request that was not read to its end, then end the connection.

    What still arrives is thrown away for a moment: closing with unread bytes makes the kernel reset the connection,
    and a client that is busy sending would lose the answer.
    """
    headers = [*answer.headers, (b"connection", b"close")]
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    body = answer.body if isinstance(answer.body, bytes) else answer.body.read()
    await send({"type": "http.response.body", "body": body, "more_body": True})
    with suppress(TimeoutError):
        async with asyncio.timeout(LINGER_SECONDS):
            await _discard(receive)
    await send({"type": "http.response.body", "body": b""})


async def _discard(receive: Receive) -> None:
    size = 0
    while size < LINGER_BYTES:
        message = await receive()
        if message["type"] != "http.request" or not message.get("more_body"):
            return
        size += len(message.get("body", b""))
