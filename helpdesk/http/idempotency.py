"""A write that is sent twice under one Idempotency-Key is done once.

Everything happens in the request's one transaction: a lock that only this call holds, the look for an earlier row,
the work, the new row. A crash takes all of it back, so a key is never stuck.
"""

import datetime
import hashlib
from dataclasses import dataclass
from typing import Any

import orjson
from django.db import connection
from django.http import HttpRequest

from helpdesk.accounts.actors import Actor
from helpdesk.events.unit import current_unit
from helpdesk.http.models import IdempotentCall
from helpdesk.lib.errors import InFlight, Invalid, KeyReused

KEPT_FOR = datetime.timedelta(hours=24)
MAX_KEY = 255
RETRY_AFTER_SECONDS = 1


@dataclass(frozen=True)
class Call:
    """One write as its key sees it: ``scope`` says whose and where, ``fingerprint`` what was sent."""

    scope: bytes
    fingerprint: bytes


def call_of(request: HttpRequest, actor: Actor, body: dict[str, Any]) -> Call | None:
    """The call that the header describes; None without one. Raises Invalid for a key nobody should send."""
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return None
    if not 1 <= len(key) <= MAX_KEY or not key.isascii() or not key.isprintable():
        raise Invalid(
            "Invalid Idempotency-Key",
            field="Idempotency-Key",
            hint=f"Send 1 to {MAX_KEY} printable ASCII characters, such as a UUID",
        )
    scope = "\n".join([str(actor.workspace.pk), f"{actor.kind}:{actor.id}", request.method or "", request.path, key])
    sent = orjson.dumps(body, option=orjson.OPT_SORT_KEYS, default=str)
    return Call(hashlib.sha256(scope.encode()).digest(), hashlib.sha256(sent).digest())


def call_of_form(request: HttpRequest) -> Call | None:
    """The sending of a form, known by the random text it was shown with and by what stands in it; None without one.

    Whoever goes back, writes something else and sends again means something else.
    """
    if not request.POST.get("once"):
        return None
    fields = sorted((name, request.POST.getlist(name)) for name in request.POST if name != "csrfmiddlewaretoken")
    sent = orjson.dumps([request.path, fields])
    return Call(hashlib.sha256(sent).digest(), b"")


def earlier(call: Call, *, wait: bool = False) -> IdempotentCall | None:
    """Hold the key for this transaction and tell what it did before, if anything.

    While another request holds it, either waits for that one's end or raises InFlight. Raises KeyReused when the key
    came with another body.
    """
    number = int.from_bytes(call.scope[:8], "big", signed=True)
    with connection.cursor() as cursor:
        if wait:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])
        else:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [number])
            if not cursor.fetchone()[0]:
                raise InFlight(RETRY_AFTER_SECONDS)
    row = IdempotentCall.objects.filter(scope=call.scope, created_at__gt=current_unit().now - KEPT_FOR).first()
    if row is not None and bytes(row.fingerprint) != call.fingerprint:
        raise KeyReused
    return row


def remember(call: Call, *, status: int, made: Any) -> None:
    """Note what the call made, in place of a forgotten row of the same key."""
    IdempotentCall.objects.bulk_create(
        [
            IdempotentCall(
                scope=call.scope, fingerprint=call.fingerprint, status=status, made=made, created_at=current_unit().now
            )
        ],
        update_conflicts=True,
        unique_fields=["scope"],
        update_fields=["fingerprint", "status", "made", "created_at"],
    )


def forget_old_calls() -> None:
    """Delete what is past its day; run by the schedule."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM http_idempotentcall WHERE created_at < now() - interval '25 hours'")
