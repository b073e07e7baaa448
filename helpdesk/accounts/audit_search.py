"""Find entries of the audit log."""

import datetime
import zoneinfo
from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models import Q, TextField
from django.db.models.functions import Cast

from helpdesk.accounts.models import AuditEntry, Workspace

RECENT = 1000


def matching(workspace: Workspace, wanted: Mapping[str, Any]) -> "models.QuerySet[AuditEntry]":
    """The entries for which every filter given holds: ``action`` (or its beginning, up to a point), ``who``,
    ``subject``, ``since`` and ``until`` (whole days of the workspace's time zone), ``q`` anywhere."""
    zone = zoneinfo.ZoneInfo(workspace.time_zone)
    found = Q()
    if action := wanted.get("action"):
        found &= Q(action__startswith=action) if action.endswith(".") else Q(action=action)
    if who := wanted.get("who"):
        found &= Q(actor_name__icontains=who)
    if subject := wanted.get("subject"):
        found &= Q(subject_name__icontains=subject) | Q(subject_id=subject) | Q(subject_kind=subject)
    if since := wanted.get("since"):
        found &= Q(created_at__gte=midnight(since, zone))
    if until := wanted.get("until"):
        found &= Q(created_at__lt=midnight(until + datetime.timedelta(days=1), zone))
    entries = workspace.audit_entries.filter(found)
    return anywhere(entries, wanted["q"]) if wanted.get("q") else entries


def anywhere(entries: "models.QuerySet[AuditEntry]", words: str) -> "models.QuerySet[AuditEntry]":
    """Those that hold the words in a name, the address or what changed."""
    texts = entries.annotate(was=Cast("before", TextField()), became=Cast("after", TextField()))
    places = ("action", "actor_name", "subject_name", "address", "was", "became")
    found = Q()
    for place in places:
        found |= Q(**{f"{place}__icontains": words})
    return texts.filter(found)


def recent_actions(workspace: Workspace) -> list[str]:
    """The actions among the newest entries, to offer while typing."""
    newest = workspace.audit_entries.order_by("-created_at", "-id").values_list("action", flat=True)[:RECENT]
    return sorted(set(newest))


def midnight(day: datetime.date, zone: datetime.tzinfo) -> datetime.datetime:
    """When a day begins there."""
    return datetime.datetime.combine(day, datetime.time(), tzinfo=zone)
