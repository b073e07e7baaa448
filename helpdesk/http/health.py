"""Whether this process lives, and whether it can work."""

import structlog
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse

from helpdesk.http.database import forget_broken_connections

log = structlog.get_logger(__name__)


def livez(_request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"ok": True})


def readyz(_request: HttpRequest) -> JsonResponse:
    """The process can reach what it needs; 500 naming the part that is away."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, OSError) as error:
        forget_broken_connections()
        log.warning("not_ready", part="database", error=type(error).__name__)
        return JsonResponse({"ok": False, "error": "db"}, status=500)
    return JsonResponse({"ok": True})
