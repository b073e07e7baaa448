"""What the ticket page knows of the reader alone: drafts that wait in the composer, and whether there is something new
in the inbox about this ticket."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import OuterRef

from helpdesk.accounts.actors import Actor
from tickets.notices.inbox import own_notices

Rows = models.QuerySet[Any, Any]

DRAFT = ("mode", "body", "seen_version", "updated_at")
UNREAD = ("id",)


@dataclass(frozen=True)
class KeptDraft:
    """A draft of the reader's own."""

    mode: str
    body: str
    seen_version: int
    updated_at: datetime.datetime


@dataclass(frozen=True)
class Own:
    """``drafts`` are newest first; there are two at most."""

    drafts: list[KeptDraft]
    has_unread: bool

    def draft(self, mode: str) -> KeptDraft | None:
        """The draft of a mode where there is one, else the newest."""
        return next((kept for kept in self.drafts if kept.mode == mode), self.drafts[0] if self.drafts else None)


def own(actor: Actor) -> list[tuple[Rows, Sequence[str]]]:
    """Questions about one ticket, as parts of its own query, with the columns wanted of each."""
    drafts = actor.workspace.drafts.filter(ticket=OuterRef("pk"), member=actor.id).order_by("-updated_at")
    unread = own_notices(actor).filter(ticket=OuterRef("pk"), read_at=None)[:1]
    return [(drafts, DRAFT), (unread, UNREAD)]


def read_own(found: Sequence[list[list[Any]]]) -> Own:
    """What the parts of ``own`` brought."""
    drafts, unread = found
    kept = [
        KeptDraft(mode, body, version, datetime.datetime.fromisoformat(updated_at))
        for mode, body, version, updated_at in drafts
    ]
    return Own(kept, has_unread=bool(unread))
