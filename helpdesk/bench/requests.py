"""One HTTP request, as bytes for the driver or for Django's own test client."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson


@dataclass(frozen=True)
class Request:
    """``body`` is sent as JSON; None sends none."""

    method: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Any = None

    @property
    def content(self) -> bytes:
        """The body as sent."""
        return b"" if self.body is None else orjson.dumps(self.body)

    def message(self) -> str:
        """The complete HTTP/1.1 message, one character a byte."""
        headers = {"Host": "127.0.0.1", **self.headers}
        if self.body is not None:
            headers |= {"Content-Type": "application/json", "Content-Length": str(len(self.content))}
        lines = [f"{self.method} {self.path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
        return "\r\n".join(lines) + "\r\n\r\n" + self.content.decode("latin-1")
