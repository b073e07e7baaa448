"""Closed values as people say them on our pages."""

from collections.abc import Mapping

from django.utils.translation import gettext_noop

STATUSES: Mapping[str, str] = {
    "open": "Open",
    "in_progress": "In progress",
    "pending": "Pending",
    "resolved": "Resolved",
    "closed": "Closed",
}
PRIORITIES: Mapping[str, str] = {"urgent": "Urgent", "high": "High", "medium": "Medium", "low": "Low"}
CHANNELS: Mapping[str, str] = {
    "api": "API",
    "portal": "web form",
    "desk": "the desk",
    "email": "e-mail",
    "phone": "phone",
    "chat": "chat",
    "widget": "the form on a website",
}
ROLES: Mapping[str, str] = {
    "admin": gettext_noop("Admin"),
    "agent": gettext_noop("Agent"),
    "viewer": gettext_noop("Viewer"),
}
MAILS: Mapping[str, str] = {
    "confirmation": "Confirmation",
    "reply": "Reply",
    "assigned": "Notice to the assignee",
    "answered": "Notice of an answer",
    "mention": "Notice of a mention",
    "note": "Notice of a note",
    "rated": "Notice of a low rating",
    "resolved": "Resolved, with rating",
    "survey": "How was it?",
    "sign_in": "Link to sign in",
    "link": "Link to the ticket",
}
