"""What a workspace calls its things: from a name in a question to the rows it stands for."""

import contextlib
import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from helpdesk.accounts.actors import Actor
from helpdesk.lib.errors import Invalid
from tickets.status import Status

NAMES_SHOWN = 20


def members_named(actor: Actor, text: str) -> list[uuid.UUID]:
    """The members with this name or address. Raises Invalid for nobody."""
    named = Q(user__email=text.lower()) | Q(user__name__iexact=text)
    with contextlib.suppress(ValueError):
        named |= Q(pk=uuid.UUID(text))
    found = list(actor.workspace.memberships.filter(named).values_list("pk", flat=True))
    if not found:
        raise unknown("assignee", text, hint="Use me, none, or the name or e-mail address of a member")
    return found


def row_named(rows: QuerySet[Any], name: str, text: str, *, column: str = "name", listed: bool = True) -> Any:
    """The row with this name, whatever its capitals. Raises Invalid listing those that exist, unless they are many."""
    found = rows.filter(**{f"{column}__iexact": text}).first()
    if found is None:
        names = rows.order_by(column).values_list(column, flat=True)[: NAMES_SHOWN + 1] if listed else []
        raise unknown(name, text, hint=use_one_of(names) if names else "Use the name of one as settings show it")
    return found


def unknown(name: str, text: str, *, hint: str) -> Invalid:
    """Somebody asked for what is not there."""
    return Invalid(f"“{name}:” knows no “{text}”", code="choice", field="q", hint=hint)


def use_one_of(names: Iterable[str]) -> str:
    """The names there are, the first of them where there are many."""
    found = list(names)
    return "Use " + ", ".join(found[:NAMES_SHOWN]) + (" …" if len(found) > NAMES_SHOWN else "")


def status_named(actor: Actor, text: str) -> Q:
    """The tickets in a status, by its kind or by the workspace's own word for it. Raises Invalid."""
    statuses = actor.workspace.custom_statuses
    if text in Status.values:
        return Q(status=text)
    found = statuses.filter(label__iexact=text).first()
    if found is not None:
        is_plain = Q(status=found.kind, custom_status=None) if found.is_builtin else Q(pk__in=[])
        return Q(custom_status=found) | is_plain
    kind = text.lower().replace(" ", "_")
    if kind in Status.values:
        return Q(status=kind)
    labels = statuses.filter(archived_at=None).order_by("position", "id").values_list("label", flat=True)
    raise unknown("status", text, hint=use_one_of([*Status.values, *labels]))
