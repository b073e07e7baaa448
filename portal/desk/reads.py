"""The desk's hot reads: what they ask, compiled once for each shape."""

import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Exists, Func, IntegerField, OuterRef, TextField, Value
from django.db.models.functions import Cast, JSONArray
from django.utils import timezone

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Customer, Membership, Role, User, Workspace
from helpdesk.http.compiled import CompiledQuery
from helpdesk.http.keyset import Position
from helpdesk.lib.errors import NotFound
from portal.desk.faces import FACE, as_faces, pictured
from portal.desk.filters import Filters
from portal.desk.finding import assignable
from portal.desk.kept import Own, own, read_own
from portal.desk.nouns import Nouns, nouns, read_nouns
from portal.desk.parts import assemble, columns, part
from portal.desk.relations import RELATIONS, Beside, beside, read_beside
from portal.desk.unread import number_of_unread, unread
from tickets.models import Feedback, Ticket
from tickets.query.newest import NewestTickets

Rows = models.QuerySet[Any, Any]
Row = dict[str, Any]

MEMBER = (part("", Membership), part("user", User), part("workspace", Workspace), part("custom_role", Role))
TICKET = (
    part("", Ticket),
    part("requester", Customer, "name", "email"),
    part("assignee", Membership, "user_id"),
    part("assignee__user", User, "name"),
    part("feedback", Feedback, "score", "comment", "created_at"),
)
ROW = (
    "id", "number", "subject", "status", "priority", "tags", "created_at", "waiting_since", "last_message",
    "last_message_at", "last_message_kind", "snoozed_until", "requester__name", "requester__email",
    "assignee_id", "assignee__user__name", "queue_id", "custom_status_id", "has_draft",
)  # fmt: skip
COMMENT = ("id", "body", "body_format", "is_internal", "author_kind", "author_name", "author_member_id", "created_at")
MAIL = ("kind", "to", "cc", "state", "error", "queued_at", "sent_at")
FILE = ("id", "comment_id", "file__name", "file__size")
OTHER = ("number", "subject", "status", "created_at")
CHOICE = ("id", "user__name")
SAVED_VIEW = ("id", "name", "query", "member_id", "team_id", "team__name")
OTHERS_SHOWN, SAVED_VIEWS_SHOWN, FILES_SHOWN = 5, 100, 1000


def build_member(_: None, *, slug: str, key: str, now: datetime.datetime) -> Rows:
    """What a session holds, and the active membership of whoever it belongs to."""
    members = Membership.objects.across_workspaces("the address names the workspace, the session the person")
    active = members.filter(workspace__slug=slug, is_active=True, user__is_active=True)
    owners = active.filter(user__sessions__session_key=key, user__sessions__expire_date__gt=now)
    return owners.values_list("user__sessions__session_data", *columns(MEMBER))


def whether_begun(actor: Actor) -> dict[str, Exists]:
    """Whether the actor has begun to write on a ticket."""
    return {"has_draft": Exists(actor.workspace.drafts.filter(ticket=OuterRef("pk"), member=actor.id))}


def build_offers(actor: Actor) -> Rows:
    """Who can work on tickets, and what they can be given, in one row."""
    workspace = Workspace.objects.filter(pk=actor.workspace.pk)
    return workspace.values_list(
        as_json(assignable(actor.workspace), CHOICE), *(as_json(rows, names) for rows, names in nouns(actor))
    )


def build_frame(actor: Actor) -> Rows:
    """What stands around every page, in one row."""
    return Workspace.objects.filter(pk=actor.workspace.pk).values_list(*frame_columns(actor))


def frame_columns(actor: Actor) -> tuple[Func, Func, Func]:
    """The lists that somebody kept and the actor sees, how much is unread in the inbox, and whose picture there is: of
    any query of one row."""
    saved_views = actor.workspace.saved_views.visible_to(actor).in_order()[:SAVED_VIEWS_SHOWN]
    return as_json(saved_views, SAVED_VIEW), unread(actor), as_json(pictured(actor), FACE)


def build_ticket(actor: Actor, *, number: str) -> Rows:
    """A ticket and everything its page shows with it, in one row."""
    workspace = actor.workspace
    comments = workspace.comments.visible_to(actor).filter(ticket=OuterRef("pk")).oldest_first()
    mails = workspace.outbound_mail.filter(ticket=OuterRef("pk")).order_by("queued_at", "id")
    files = workspace.ticket_files.filter(ticket=OuterRef("pk")).order_by("created_at", "id")[:FILES_SHOWN]
    tickets = workspace.tickets.visible_to(actor)
    others = tickets.filter(requester=OuterRef("requester")).exclude(pk=OuterRef("pk")).newest_first()[:OTHERS_SHOWN]
    found = tickets.filter(number=Cast(Value(number), IntegerField()))
    return found.values_list(
        *columns(TICKET),
        *frame_columns(actor),
        as_json(comments, COMMENT),
        as_json(mails, MAIL),
        as_json(files, FILE),
        as_json(others, OTHER),
        as_json(assignable(workspace), CHOICE),
        Cast("custom", TextField()),
        *(as_json(rows, names) for rows, names in (*own(actor), *beside(actor), *nouns(actor))),
    )


def as_json(rows: models.QuerySet[Any, Any], names: Sequence[str]) -> Func:
    """The rows as a column that holds an array of arrays."""
    arrays = ArraySubquery(rows.values(array=JSONArray(*names)))
    return Func(arrays, function="ARRAY_TO_JSON", output_field=TextField())


_member, _offers = CompiledQuery(build_member, prepared=True), CompiledQuery(build_offers)
_page, _ticket = NewestTickets(*ROW, more=whether_begun), CompiledQuery(build_ticket, prepared=True)
_frame = CompiledQuery(build_frame, prepared=True)


@dataclass(frozen=True)
class Claim:
    """Who a session says is asking; ``session_data``, as it is stored, has the proof."""

    session_data: str
    member: Membership


def read_member(slug: str, session_key: str | None) -> Claim | None:
    """The active member of a workspace whose session this is, with user, workspace and custom role."""
    rows = _member.rows(None, slug=slug, key=session_key, now=timezone.now()) if session_key else []
    return Claim(rows[0][0], assemble(MEMBER, rows[0][1:])) if rows else None


def read_page(actor: Actor, filters: Filters, position: Position | None, *, limit: int) -> list[Row]:
    """Up to so many rows of the list. Raises Invalid for words that make no question here."""
    return _page.rows(actor, filters.query, limit=limit, position=position)


@dataclass(frozen=True)
class Frame:
    """What stands around every page of the desk."""

    saved_views: list[Row]
    unread: str
    faces: dict[str, str]


def read_frame(actor: Actor) -> Frame:
    """The lists that somebody kept: the member's own first, then those of his teams, then the workspace's; the number
    beside the inbox; and where members' pictures are."""
    ((saved_views, count, faces),) = _frame.rows(actor)
    return as_frame(saved_views, count, faces)


def as_frame(saved_views: list[list[Any]], count: int, faces: list[list[str]]) -> Frame:
    """What ``frame_columns`` brought."""
    return Frame(unpacked(saved_views, SAVED_VIEW), number_of_unread(count), as_faces(faces))


@dataclass(frozen=True)
class Offers:
    """What the selects of a list or a new ticket hold."""

    members: list[tuple[str, str]]
    nouns: Nouns


def read_offers(actor: Actor) -> Offers:
    """Who can work on tickets (id as text, and name), and what tickets can be given."""
    ((members, *found),) = _offers.rows(actor)
    return Offers(choices(members), read_nouns(found))


def choices(rows: Sequence[Sequence[Any]]) -> list[tuple[str, str]]:
    """The entries of a select."""
    return [(str(member_id), name) for member_id, name in rows]


@dataclass(frozen=True)
class Sheet:
    """A ticket with the people on it and its rating, and by column what stands beside it on its page."""

    ticket: Ticket
    feedback: Feedback | None
    comments: list[Row]
    mails: list[Row]
    files: list[Row]
    others: list[Row]
    members: list[tuple[str, str]]
    frame: Frame
    own: Own
    beside: Beside
    nouns: Nouns


def read_sheet(actor: Actor, number: int) -> Sheet:
    """The page of the ticket with this number. Raises NotFound."""
    rows = _ticket.rows(actor, number=str(number))
    if not rows:
        raise NotFound("page")
    width = len(columns(TICKET))
    row, (saved_views, count, faces, comments, mails, files, *more) = rows[0][:width], rows[0][width:]
    others, members, custom, drafts, unread_here, *more = more
    ticket: Ticket = assemble(TICKET, row)
    ticket.custom = json.loads(custom)
    ticket.workspace = actor.workspace
    return Sheet(
        ticket=ticket,
        feedback=getattr(ticket, "feedback", None),
        comments=unpacked(comments, COMMENT),
        mails=unpacked(mails, MAIL),
        files=unpacked(files, FILE),
        others=unpacked(others, OTHER),
        members=choices(members),
        frame=as_frame(saved_views, count, faces),
        own=read_own([drafts, unread_here]),
        beside=read_beside(actor, ticket, more[:RELATIONS]),
        nouns=read_nouns(more[RELATIONS:]),
    )


def unpacked(arrays: list[list[Any]], names: Sequence[str]) -> list[Row]:
    """JSON has no moments; a column whose name ends in ``_at`` is one."""
    rows = [dict(zip(names, array, strict=True)) for array in arrays]
    moments = [name for name in names if name.endswith("_at")]
    for row in rows:
        for name in moments:
            if row[name] is not None:
                row[name] = datetime.datetime.fromisoformat(row[name])
    return rows
