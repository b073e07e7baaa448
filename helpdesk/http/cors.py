"""Which other sites' pages may call, and with what: data of each contract, applied in one place."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

PREFLIGHT_SECONDS = "600"


@dataclass(frozen=True)
class Cors:
    """``origins`` are exact (``https://shop.example``), or ``*`` alone for every site; cookies are never allowed there.

    ``headers`` are those a page may send beside the plain ones.
    """

    origins: tuple[str, ...]
    headers: tuple[str, ...] = ("Content-Type",)
    cookies: bool = False

    def allows(self, origin: str) -> bool:
        """Whether pages of this origin may call."""
        return "*" in self.origins or origin in self.origins

    def mark(self, request: HttpRequest, response: HttpResponse) -> None:
        """Let the calling page read the answer, if it may; what the answer depends on is told to caches either way."""
        everybody = "*" in self.origins
        origin = "*" if everybody else request.headers.get("Origin", "")
        if not everybody:  # else every caller gets the same, and caches may know it
            response["Vary"] = ", ".join(filter(None, [response.get("Vary", ""), "Origin"]))
        if not origin or not self.allows(origin):
            return
        response["Access-Control-Allow-Origin"] = origin
        response["Access-Control-Expose-Headers"] = "ETag, Retry-After, X-Request-ID"
        if self.cookies and not everybody:
            response["Access-Control-Allow-Credentials"] = "true"

    def answer_preflight(self, request: HttpRequest, methods: Iterable[str]) -> HttpResponse:
        """What a browser asks before it sends anything but the plainest call."""
        response = HttpResponse(status=204)
        self.mark(request, response)
        if "Access-Control-Allow-Origin" in response:
            response["Access-Control-Allow-Methods"] = ", ".join(methods)
            response["Access-Control-Allow-Headers"] = ", ".join(self.headers)
            response["Access-Control-Max-Age"] = PREFLIGHT_SECONDS
        return response


def is_preflight(request: HttpRequest) -> bool:
    """Whether a browser asks on behalf of a page."""
    return request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers
