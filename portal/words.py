"""Closed values as people say them on our pages."""

from collections.abc import Mapping

STATUSES: Mapping[str, str] = {
    "open": "Open",
    "in_progress": "In progress",
    "pending": "Pending",
    "resolved": "Resolved",
    "closed": "Closed",
}
PRIORITIES: Mapping[str, str] = {"urgent": "Urgent", "high": "High", "medium": "Medium", "low": "Low"}
CHANNELS: Mapping[str, str] = {"api": "API", "portal": "web form", "desk": "the desk"}
ROLES: Mapping[str, str] = {"admin": "Admin", "agent": "Agent", "viewer": "Viewer"}
MAILS: Mapping[str, str] = {
    "confirmation": "Confirmation",
    "reply": "Reply",
    "assigned": "Notice to the assignee",
    "answered": "Notice of an answer",
    "mention": "Notice of a mention",
    "note": "Notice of a note",
    "resolved": "Resolved, with rating",
}
