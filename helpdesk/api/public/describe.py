"""The public contract described for people and programs: what its routes and serializers cannot say themselves."""

import uuid
from typing import Any

from rest_framework.serializers import Serializer

from helpdesk.api.public import bodies
from helpdesk.api.public.articles import ClickView, SearchView
from helpdesk.api.public.dialect import CHANNELS, PRIORITIES, TYPES, dialect, spell_ticket_id
from helpdesk.api.public.serializers import MAX_TITLE, CreateClick, CreateFeedback, CreateTicket
from helpdesk.api.public.urls import urlpatterns
from helpdesk.api.public.views import FeedbackView, TicketsView, TicketView
from helpdesk.api.schema import Description, Fields, Operation
from helpdesk.lib.errors import Invalid, NotFound
from helpdesk.lib.ids import to_typeid
from helpdesk.lib.text import MAX_EMAIL
from tickets.actions.rate_ticket import MAX_COMMENT
from tickets.fields import MAX_BODY, MAX_CC

TEXT = "\n\n".join(
    [
        "For forms, internal tools and other services: open tickets, look them up, search articles, hand in ratings.",
        "Programs send a key, `Authorization: Bearer wks_live_…`, made by an administrator. Customers come with a link "
        "to one ticket, whose token goes into the address as `?t=`. Searching articles and telling of clicks takes "
        "neither, and pages of any site may do it.",
        "Each address and each key has its own count for every endpoint, and the stricter one decides: 10 new tickets "
        "an hour, 5 look-ups of a ticket a minute, 3 ratings a minute, 5 searches a minute, 30 clicks a minute, 60 "
        "lists a minute.",
    ]
)

TICKET = spell_ticket_id(uuid.UUID("019c6aeb-3580-7cc3-9c4e-5d1f2a6b7c80"))
WORKSPACE = to_typeid("wks", uuid.UUID("019c6a00-0000-7000-8000-5d1f2a6b7c80"))
ARTICLE = to_typeid("art", uuid.UUID("019c6a10-0000-7000-8000-5d1f2a6b7c80"))
COMMENT = to_typeid("cmt", uuid.UUID("019c6af8-f0a0-7b1d-8a3e-0f9d8c7b6a50"))
HOST = "https://help.acme.example"
MOMENT = "2026-02-17T10:00:00Z"
NEW_TICKET = {
    "workspace_id": WORKSPACE,
    "title": "Cannot sign in",
    "description": "Since I changed my password the shop tells me that it is **wrong**.",
    "type": "bug_report",
    "customer_email": "ana@customer.example",
    "customer_name": "Ana Costa",
    "priority": "high",
    "cc_emails": ["bea@customer.example"],
    "metadata": {"source": "contact-form"},
}
CREATED = {
    "id": TICKET,
    "reference": "TKT-0042",
    "status": "open",
    "tracking_url": f"{HOST}/portal/acme/tickets/{TICKET}?t=eyJhbGciOiJIUzI1NiIs",
}
ROW = {
    "id": TICKET,
    "reference": "TKT-0042",
    "title": NEW_TICKET["title"],
    "status": "in_progress",
    "priority": "high",
    "created_at": MOMENT,
    "updated_at": "2026-02-17T10:15:00Z",
    "resolved_at": None,
}
SAID = {
    "id": COMMENT,
    "author_name": "Alice (Acme)",
    "author_kind": "agent",
    "body": "We have sent you a link to set a new one.",
    "created_at": "2026-02-17T10:15:00Z",
}
RATED = {"ticket_id": TICKET, "score": 5, "comment": "Quick and clear.", "created_at": "2026-02-18T09:00:00Z"}
FOUND = {
    "id": ARTICLE,
    "title": "Resetting your password",
    "snippet": "…then choose **reset** **password** and follow the mail…",
    "url": f"{HOST}/portal/acme/kb/{ARTICLE}",
}

SAYS_SOMETHING = r"\S"
FIELDS: dict[type[Serializer[Any]], Fields] = {
    CreateTicket: {
        "workspace_id": {"minLength": 1, "description": "The workspace of the key; it stands in its settings."},
        "title": {
            "minLength": 1,
            "maxLength": MAX_TITLE,
            "pattern": SAYS_SOMETHING,
            "description": "What it is about. Line breaks become spaces.",
        },
        "description": {"maxLength": MAX_BODY, "description": "The message, in Markdown."},
        "type": {"description": "One of " + ", ".join(TYPES) + ", or another type of the workspace."},
        "channel": {"enum": [*CHANNELS, None], "default": "api", "description": "How the request came."},
        "customer_email": {
            "format": "email",
            "maxLength": MAX_EMAIL,
            "description": "Who asks: one plain address. Replies and the link go there.",
        },
        "customer_name": {"description": "How mails address that person."},
        "priority": {"enum": [*PRIORITIES, None], "default": "medium", "description": "How pressing it is."},
        "cc_emails": {
            "items": {"type": "string", "format": "email", "maxLength": MAX_EMAIL},
            "default": [],
            "description": f"Up to {MAX_CC} addresses that get public replies in copy; repetitions count once.",
        },
        "metadata": {"default": {}, "description": "Any JSON object, up to 16 KB."},
    },
    CreateFeedback: {
        "score": {"minimum": 1, "maximum": 5, "description": "1 (bad) to 5 (good)."},
        "comment": {"maxLength": MAX_COMMENT, "description": "What the customer wants to add."},
    },
    CreateClick: {
        "workspace_id": {"description": "In whose articles."},
        "article_id": {"description": "The result that was opened."},
        "query": {"description": "What was searched for."},
    },
}

BAD_PRIORITY = Invalid("Invalid priority", code="choice", field="priority")
NO_TICKET = NotFound("ticket")

OPERATIONS: dict[tuple[type, str], Operation] = {
    (TicketsView, "POST"): Operation(
        id="createTicket",
        tag="Tickets",
        summary="Create a ticket",
        text="Opens a ticket for the person with this address and sends them a confirmation with a link.",
        answer=bodies.Created,
        answer_example=CREATED,
        status=201,
        body_example=NEW_TICKET,
        refused=(
            Invalid("", code="required", field="title"),
            Invalid("", code="too_long", field="title"),
            Invalid("", code="invalid", field="customer_email"),
            BAD_PRIORITY,
            Invalid("", code="choice", field="type"),
            Invalid("", code="too_long", field="cc_emails"),
        ),
        missing=NotFound("workspace"),
    ),
    (TicketsView, "GET"): Operation(
        id="listTickets",
        tag="Tickets",
        summary="List tickets",
        text="Newest first, without comments. Follow next_cursor until it is null: the walk meets each ticket once, "
        "also while tickets come and go.",
        answer=bodies.TicketPage,
        answer_example={"tickets": [ROW], "next_cursor": "WzE3NzEzMjI0MDAwMDAwMDAsIjAxOWM2YWViIl0"},
        query=bodies.ListQuery,
        refused=(Invalid("Invalid cursor", field="cursor", hint="Use the cursor of the previous page unchanged"),),
    ),
    (TicketView, "GET"): Operation(
        id="getTicket",
        tag="Tickets",
        summary="Look a ticket up",
        text="With its comments, oldest first. A key sees internal notes too, a link never does.",
        answer=bodies.Ticket,
        answer_example={**ROW, "comments": [SAID]},
        missing=NO_TICKET,
        versioned=True,
        credentials=("key", "link"),
    ),
    (FeedbackView, "POST"): Operation(
        id="rateTicket",
        tag="Tickets",
        summary="Hand in a rating",
        text="One for each ticket, ever, whatever the door; a second one is refused as an invalid token.",
        answer=bodies.Feedback,
        answer_example=RATED,
        status=201,
        body_example={"score": 5, "comment": RATED["comment"]},
        refused=(Invalid("", code="invalid", field="score"), Invalid("", code="too_long", field="comment")),
        missing=NO_TICKET,
        credentials=("link",),
    ),
    (SearchView, "GET"): Operation(
        id="searchArticles",
        tag="Articles",
        summary="Search articles",
        text="Published articles that everybody may read, the best first. Spelling mistakes are forgiven.",
        answer=bodies.Results,
        answer_example={"results": [FOUND]},
        query=bodies.SearchQuery,
        refused=(Invalid("", code="required", field="q"),),
        missing=NotFound("workspace"),
        credentials=(),
    ),
    (ClickView, "POST"): Operation(
        id="noteClick",
        tag="Articles",
        summary="Tell of a click",
        text="For the figures of the knowledge base. Answers 200 whatever goes wrong, so that nothing waits for it.",
        answer=bodies.Noted,
        answer_example={"ok": True},
        body_example={"workspace_id": WORKSPACE, "article_id": ARTICLE, "query": "reset password"},
        credentials=(),
        never_fails=True,
    ),
}

description = Description(
    dialect=dialect,
    title="Public",
    text=TEXT,
    base="/api/public",
    patterns=urlpatterns,
    credential="An API key of the workspace, wks_live_…, made by an administrator.",
    tags={"Tickets": "Open them, look them up, rate them.", "Articles": "Search them, tell of clicks."},
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
    link="The token of a link to this ticket, from a mail or a tracking_url.",
)
