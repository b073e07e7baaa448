"""What was said on a ticket, as the page shows it."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from portal.desk.relations import Linked
from portal.files.listed import Listed
from tickets.models import Ticket


@dataclass(frozen=True)
class Message:
    """One message. ``side`` is customer, ours or note: it decides colour, label and picture. ``became`` is the ticket
    that was split off from it; ``comment`` is empty for the request itself; ``face`` is where the author's picture is,
    if there is one."""

    anchor: str
    side: str
    author: str
    body: str
    body_format: str
    created_at: datetime.datetime
    is_new: bool
    comment: str = ""
    became: Linked | None = None
    face: str = ""
    files: list[Listed] = field(default_factory=list)


def thread_of(
    ticket: Ticket,
    comments: list[dict[str, Any]],
    new_since: datetime.datetime | None,
    became: Mapping[str, Linked],
    faces: Mapping[str, str],
    files: Mapping[str, list[Listed]],
) -> list[Message]:
    """The request and everything said after it, oldest first; what came at ``new_since`` or later is marked."""
    request = Message(
        anchor="request",
        side="customer",
        author=ticket.requester.display_name,
        body=ticket.body,
        body_format=ticket.body_format,
        created_at=ticket.created_at,
        is_new=False,
        files=files.get("", []),
    )
    return [request, *(as_message(row, new_since, became, faces, files) for row in comments)]


def as_message(
    row: dict[str, Any],
    new_since: datetime.datetime | None,
    became: Mapping[str, Linked],
    faces: Mapping[str, str],
    files: Mapping[str, list[Listed]],
) -> Message:
    """One comment."""
    side = "note" if row["is_internal"] else "customer" if row["author_kind"] == "customer" else "ours"
    return Message(
        anchor=f"message-{row['id']}",
        side=side,
        author=row["author_name"],
        body=row["body"],
        body_format=row["body_format"],
        created_at=row["created_at"],
        is_new=new_since is not None and row["created_at"] >= new_since,
        comment=str(row["id"]),
        became=became.get(str(row["id"])),
        face=faces.get(row["author_member_id"] or "", ""),
        files=files.get(str(row["id"]), []),
    )
