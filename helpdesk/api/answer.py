"""What a handler of a contract answers with."""

import uuid
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse


class Answer:
    """``body`` is rendered as JSON. ``made`` names what a creating write made, so that its repetition can be answered;
    ``version`` is the version of the one object shown, and becomes its ETag."""

    def __init__(
        self, body: Any, *, status: int = 200, made: uuid.UUID | None = None, version: int | None = None
    ) -> None:
        self.body = body
        self.status = status
        self.made = made
        self.version = version

    def render(self, request: HttpRequest) -> HttpResponse:
        """The response; 304 without a body when the caller holds this version already."""
        if self.version is None:
            return render(self.body, self.status)
        tag = f'"{self.version}"'
        held = [part.strip().removeprefix("W/") for part in request.META.get("HTTP_IF_NONE_MATCH", "").split(",")]
        unchanged = request.method in {"GET", "HEAD"} and (tag in held or "*" in held)
        response = render(self.body, self.status)
        if unchanged:
            response.status_code, response.content = 304, b""
            del response["Content-Type"]  # of a body that is not there
        response["ETag"] = tag
        return response


def render(body: Any, status: int) -> HttpResponse:
    """JSON that no cache keeps."""
    response = HttpResponse(orjson.dumps(body), status=status, content_type="application/json")
    response["Cache-Control"] = "no-store"
    return response


def expected_version(request: HttpRequest) -> int | None:
    """The version that If-Match names: None without the header or with ``*``, -1 for one that was never given out."""
    header = request.META.get("HTTP_IF_MATCH", "").strip()
    if header in {"", "*"}:
        return None
    tags = [part.strip().strip('"') for part in header.split(",") if part.strip().startswith('"')]
    versions = [int(tag) for tag in tags if tag.isascii() and tag.isdigit() and len(tag) < 10]
    return max(versions, default=-1)
