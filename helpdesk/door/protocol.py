"""uvicorn's HTTP/1 protocol and what that leaves open: slow headers, endless headers, headers behind the body, idle
connections at the stop."""

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEADER_SECONDS = 20.0
HEADER_BYTES = 64 * 1024
# An idle client may be about to send: for this long it still gets an answer (that says "close") instead of a reset.
FAREWELL_SECONDS = 1.0


class DoorProtocol(HttpToolsProtocol):
    """One connection. Headers must arrive within HEADER_SECONDS and HEADER_BYTES, or the connection is closed."""

    _in_headers = False
    _header_bytes = 0
    _header_timer: asyncio.TimerHandle | None = None
    _leaving = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._arm_header_timer()

    def connection_lost(self, exc: Exception | None) -> None:
        self._disarm_header_timer()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        was_in_headers = self._in_headers
        super().data_received(data)
        if not self._in_headers:
            self._header_bytes = 0
            # Between requests bare line breaks also stop the keep-alive timer, so something must stand in for it.
            if self.timeout_keep_alive_task is None and (self.cycle is None or self.cycle.response_complete):
                self._arm_header_timer()
            return
        self._arm_header_timer()
        if was_in_headers:
            self._header_bytes += len(data)
            if self._header_bytes > HEADER_BYTES:
                self.transport.abort()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._in_headers = True

    def on_header(self, name: bytes, value: bytes) -> None:
        # What comes behind a chunked body (a trailer) is no header: a front server does not look at it there, so it
        # could say who calls, and for whom, past everything that one takes out.
        if self._in_headers:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        self._in_headers = False
        self._disarm_header_timer()
        super().on_headers_complete()
        if self._leaving and self.cycle is not None:
            self.cycle.keep_alive = False

    def shutdown(self) -> None:
        """Called once when the server stops: answer what is under way or just arriving, then close."""
        self._leaving = True
        if self.cycle is None or self.cycle.response_complete:
            self.loop.call_later(FAREWELL_SECONDS, self._close_if_idle)
        else:
            super().shutdown()

    def _close_if_idle(self) -> None:
        if self.cycle is None or self.cycle.response_complete:
            self.transport.close()

    def _arm_header_timer(self) -> None:
        if self._header_timer is None:
            self._header_timer = self.loop.call_later(HEADER_SECONDS, self._headers_too_slow)

    def _disarm_header_timer(self) -> None:
        if self._header_timer is not None:
            self._header_timer.cancel()
            self._header_timer = None

    def _headers_too_slow(self) -> None:
        self._header_timer = None
        self.transport.abort()
