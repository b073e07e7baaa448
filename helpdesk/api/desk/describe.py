"""The desk contract described for people and programs: what its routes and serializers cannot say themselves."""

import uuid
from typing import Any

from rest_framework.serializers import Serializer

from helpdesk.api.desk import bodies
from helpdesk.api.desk.dialect import PRIORITIES, STATUSES, dialect, spell_ticket_id
from helpdesk.api.desk.serializers import CreateComment, CreateTicket, UpdateTicket
from helpdesk.api.desk.urls import urlpatterns
from helpdesk.api.desk.views import CommentsView, StatsView, TicketsView, TicketView
from helpdesk.api.schema import Description, Fields, Operation
from helpdesk.lib.errors import Invalid, NotFound
from helpdesk.lib.ids import to_typeid
from helpdesk.lib.text import MAX_EMAIL
from tickets.fields import MAX_BODY, MAX_SUBJECT, MAX_TAG, MAX_TAGS

TEXT = "\n\n".join(
    [
        "Tickets, comments and figures for an application of your own. JSON in, JSON out, names in camelCase, times in "
        "UTC with whole seconds. A ticket made here is the same ticket on the desk, in the portal and in mail.",
        "A `tl_live_…` key works with real tickets. A `tl_test_…` key sees and makes only test tickets, which send no "
        "mail.",
        "Each key, and each address that calls, may make 100 calls a minute, 50 of them new tickets; the stricter "
        "count decides. Parameters of the list that do not exist are refused rather than ignored.",
    ]
)

TICKET = spell_ticket_id(uuid.UUID("019c6aeb-3580-7cc3-9c4e-5d1f2a6b7c80"))
COMMENT = to_typeid("cmt", uuid.UUID("019c6af8-f0a0-7b1d-8a3e-0f9d8c7b6a50"))
MOMENT = "2026-02-17T10:00:00Z"
NEW_TICKET = {
    "subject": "Cannot sign in",
    "body": "Since I changed my password the shop tells me that it is wrong.",
    "email": "ana@customer.example",
    "priority": "high",
    "tags": ["login"],
}
ROW = {
    "id": TICKET,
    "subject": NEW_TICKET["subject"],
    "priority": "high",
    "status": "open",
    "email": NEW_TICKET["email"],
    "tags": ["login"],
    "assignee": None,
    "createdAt": MOMENT,
}
CREATED = {**ROW, "body": NEW_TICKET["body"], "updatedAt": MOMENT}
SAID = {
    "id": COMMENT,
    "body": "We have sent you a link to set a new one.",
    "internal": False,
    "author": "alice@acme.example",
    "createdAt": "2026-02-17T10:15:00Z",
}
WHOLE = {**CREATED, "updatedAt": SAID["createdAt"], "comments": [SAID]}

SAYS_SOMETHING = r"\S"
PRIORITY: dict[str, Any] = {"enum": list(PRIORITIES), "description": "How pressing it is."}
TAGS: dict[str, Any] = {
    "items": {"type": "string", "minLength": 1, "maxLength": MAX_TAG, "pattern": SAYS_SOMETHING},
    "description": f"Up to {MAX_TAGS} different words or short phrases of up to {MAX_TAG} characters; "
    "repetitions count once.",
}
WORDS: dict[str, Any] = {"minLength": 1, "maxLength": MAX_BODY, "pattern": SAYS_SOMETHING}

FIELDS: dict[type[Serializer[Any]], Fields] = {
    CreateTicket: {
        "subject": {
            "minLength": 1,
            "maxLength": MAX_SUBJECT,
            "pattern": SAYS_SOMETHING,
            "description": "What it is about. Line breaks become spaces.",
        },
        "body": {**WORDS, "description": "The message, kept as written."},
        "email": {
            "format": "email",
            "maxLength": MAX_EMAIL,
            "description": "Who asks: one plain address. Its first ticket makes this person a customer.",
        },
        "priority": {**PRIORITY, "default": "medium"},
        "tags": {**TAGS, "default": []},
    },
    UpdateTicket: {
        "status": {"enum": list(STATUSES), "description": "Writing the word that is shown changes nothing."},
        "assignee": {"description": "Id or email address of an active agent; null for nobody."},
        "priority": PRIORITY,
        "tags": {**TAGS, "description": f"Takes the place of all tags the ticket has. {TAGS['description']}"},
    },
    CreateComment: {
        "body": {**WORDS, "description": "The text, kept as written."},
        "internal": {"default": False, "description": "true for a note that only agents see."},
    },
}

BAD_PRIORITY = Invalid("Invalid priority", code="choice", field="priority")
BAD_STATUS = Invalid("Invalid status", code="choice", field="status")
BAD_TAGS = Invalid(
    f"each tag must have 1 to {MAX_TAG} characters", field="tags", hint="Send tags as short words or phrases"
)
NO_BODY = Invalid("", code="required", field="body")
NO_TICKET = NotFound("ticket")

OPERATIONS: dict[tuple[type, str], Operation] = {
    (TicketsView, "POST"): Operation(
        id="createTicket",
        tag="Tickets",
        summary="Create a ticket",
        text="Opens a ticket for the person with this address and sends them a confirmation.",
        answer=bodies.Ticket,
        answer_example=CREATED,
        status=201,
        body_example=NEW_TICKET,
        refused=(
            Invalid("", code="required", field="subject"),
            Invalid("", code="too_long", field="subject"),
            NO_BODY,
            Invalid("", code="required", field="email"),
            Invalid("", code="invalid", field="email"),
            BAD_PRIORITY,
            BAD_TAGS,
        ),
    ),
    (TicketsView, "GET"): Operation(
        id="listTickets",
        tag="Tickets",
        summary="List tickets",
        text="Newest first, without the texts. Filters can be combined. Follow nextCursor while hasMore is true: the "
        "walk meets each ticket once, also while tickets come and go.",
        answer=bodies.TicketPage,
        answer_example={"tickets": [ROW], "hasMore": True, "nextCursor": "WzE3NzEzMjI0MDAwMDAwMDAsIjAxOWM2YWViIl0"},
        query=bodies.ListQuery,
        refused=(
            BAD_STATUS,
            BAD_PRIORITY,
            Invalid("Invalid limit", field="limit"),
            Invalid("Invalid cursor", field="cursor"),
            Invalid("Unknown parameter page", field="page", hint="Use status, assignee, priority, tag, limit, cursor"),
        ),
    ),
    (TicketView, "GET"): Operation(
        id="getTicket",
        tag="Tickets",
        summary="Read a ticket",
        text="With its comments, oldest first.",
        answer=bodies.TicketWithComments,
        answer_example=WHOLE,
        missing=NO_TICKET,
        versioned=True,
    ),
    (TicketView, "PATCH"): Operation(
        id="updateTicket",
        tag="Tickets",
        summary="Change a ticket",
        text="Changes the fields that the body names and nothing else.",
        answer=bodies.TicketWithComments,
        answer_example={**WHOLE, "status": "pending", "assignee": "alice@acme.example"},
        body_example={"status": "pending", "assignee": "alice@acme.example"},
        refused=(BAD_STATUS, Invalid("Invalid assignee", field="assignee"), BAD_PRIORITY, BAD_TAGS),
        missing=NO_TICKET,
        versioned=True,
    ),
    (TicketView, "DELETE"): Operation(
        id="closeTicket",
        tag="Tickets",
        summary="Close a ticket",
        text="The ticket stays readable. Closing a closed ticket is harmless.",
        answer=bodies.Closed,
        answer_example={"success": True, "message": "Ticket closed"},
        missing=NO_TICKET,
        versioned=True,
    ),
    (CommentsView, "POST"): Operation(
        id="addComment",
        tag="Comments",
        summary="Add a comment",
        text="A public comment is sent to the customer; an internal one is seen by agents only.",
        answer=bodies.Comment,
        answer_example=SAID,
        status=201,
        body_example={"body": SAID["body"]},
        refused=(NO_BODY,),
        missing=NO_TICKET,
    ),
    (StatsView, "GET"): Operation(
        id="getStatistics",
        tag="Statistics",
        summary="Read the figures",
        text="Tickets by status and the mean time to resolution.",
        answer=bodies.Statistics,
        answer_example={
            "byStatus": {"open": 12, "pending": 5, "resolved": 48, "closed": 120},
            "avgResolutionTimeHours": 4.2,
            "totalTickets": 185,
        },
    ),
}

description = Description(
    dialect=dialect,
    title="Desk",
    text=TEXT,
    base="/api/v1",
    patterns=urlpatterns,
    credential="An API key of the workspace, tl_live_… or tl_test_…, made by an administrator.",
    tags={
        "Tickets": "Open them, find them, move them along.",
        "Comments": "Replies and notes.",
        "Statistics": "Figures of the workspace.",
    },
    path={
        "id": {
            "description": "The ticket's id.",
            "schema": {"type": "string", "pattern": bodies.TICKET_ID},
            "example": TICKET,
        }
    },
    fields=FIELDS,
    operations=OPERATIONS,
    failure=bodies.Failure,
    failures={412: bodies.StaleTicket, 429: bodies.TooManyRequests},
)
