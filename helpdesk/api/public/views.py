"""The public contract's endpoints about tickets: parse, call one verb, render."""

import uuid
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar

from django.http import HttpRequest

from helpdesk.accounts.actions.ensure_customer import ensure_customer
from helpdesk.accounts.actors import Actor
from helpdesk.accounts.scopes import TICKETS_RATE, TICKETS_READ
from helpdesk.api.answer import Answer
from helpdesk.api.public.dialect import dialect, ticket_id
from helpdesk.api.public.filters import read_page
from helpdesk.api.public.reads import read_ticket, read_tickets
from helpdesk.api.public.render import created_body, feedback_body, list_row, ticket_answer
from helpdesk.api.public.serializers import CreateFeedback, CreateTicket
from helpdesk.api.view import ContractView
from helpdesk.http.keyset import Position
from helpdesk.lib.errors import Conflict, Invalid, NotFound, TooLarge, Unauthenticated, UnsupportedMedia
from helpdesk.lib.ids import from_typeid
from helpdesk.lib.text import is_blank
from tickets.actions import create_ticket, rate_ticket
from tickets.magic_links import OpenedLink, open_anywhere
from tickets.models import MagicLink, Ticket
from workflow.models import TicketType

# What the holder of a link may do here; a shared one only shows.
BY_PURPOSE = {
    MagicLink.Purpose.TRACKING: frozenset({TICKETS_READ, TICKETS_RATE}),
    MagicLink.Purpose.RATING: frozenset({TICKETS_READ, TICKETS_RATE}),
    MagicLink.Purpose.SHARE: frozenset({TICKETS_READ}),
}


class PublicView(ContractView):
    """An endpoint of the public contract that takes a key."""

    dialect = dialect


class OneTicketView(PublicView):
    """An endpoint of one ticket: takes a key, or the token of a link to exactly this ticket."""

    # Which of the two counts when both come.
    key_first: ClassVar[bool] = True
    link: OpenedLink | None = None

    def caller(self, request: HttpRequest) -> Actor:
        """Whose key, else whose link. Raises Unauthenticated."""
        tokens = request.GET.getlist("t")
        if not any(tokens) or (self.key_first and "HTTP_AUTHORIZATION" in request.META):
            return super().caller(request)
        if len(tokens) > 1:
            raise Unauthenticated
        self.link = open_anywhere(tokens[0])
        return replace(self.link.actor, scopes=BY_PURPOSE[MagicLink.Purpose(self.link.link.purpose)])

    def addressed(self, id: str) -> uuid.UUID:
        """The ticket in the address. Raises NotFound for any but the link's own, or the one it was merged into."""
        wanted = ticket_id(id)
        if self.link is not None and wanted not in {self.link.ticket.pk, self.link.link.ticket_id}:
            raise NotFound("ticket")
        return wanted


class TicketsView(PublicView):
    """Create and list."""

    bodies = {"POST": CreateTicket}

    def get(self, actor: Actor) -> Any:
        """A page of tickets, newest first."""
        wanted = read_page(self.request.GET)
        rows = read_tickets(actor, wanted)
        shown = rows[: wanted.limit]
        follows = len(rows) > wanted.limit
        cursor = Position(shown[-1]["created_at"], shown[-1]["id"]).encode() if follows else None
        return {"tickets": [list_row(row) for row in shown], "next_cursor": cursor}

    def post(self, actor: Actor, body: dict[str, Any]) -> Answer:
        """A new ticket of the person with this address. Raises NotFound for any workspace but the key's."""
        if from_typeid("wks", body["workspace_id"]) != actor.workspace.pk:
            raise NotFound("workspace")
        description = body.get("description") or ""
        ticket = create_ticket(
            actor=actor,
            requester=ensure_customer(
                actor.workspace, email=body["customer_email"], name=body.get("customer_name") or ""
            ),
            subject=body["title"],
            body=None if is_blank(description) else description,
            body_format=Ticket.TextFormat.MARKDOWN,
            channel=body.get("channel") or Ticket.Channel.API,
            priority=body.get("priority") or "medium",
            cc_emails=body.get("cc_emails") or [],
            type=type_called(actor, body.get("type")),
            custom=body.get("metadata") or {},
        )
        return Answer(created_body(ticket), status=201, made=ticket.pk)

    def again(self, actor: Actor, made: uuid.UUID) -> Any:
        """The ticket as it is now, with another fresh link: the first one was shown once."""
        return created_body(actor.workspace.tickets.select_related("requester", "workspace").get(pk=made))


class TicketView(OneTicketView):
    """Look a ticket up."""

    def get(self, actor: Actor, id: str) -> Any:
        """The ticket with its comments; a link's holder sees no internal notes."""
        return ticket_answer(actor, read_ticket(actor, self.addressed(id)))


class FeedbackView(OneTicketView):
    """Hand in the one rating of a ticket: only a link may, so a key that a program sends with all its calls is no
    hindrance."""

    key_first = False
    bodies = {"POST": CreateFeedback}

    def call(self, request: HttpRequest, method: str, actor: Actor, path: Mapping[str, Any]) -> Answer:
        """Once rated, a token is used up, whatever comes with it. Raises Unauthenticated, NotFound."""
        try:
            return super().call(request, method, actor, path)
        except (Invalid, TooLarge, UnsupportedMedia) as error:
            if actor.workspace.feedback.filter(ticket=self.addressed(path["id"])).exists():
                raise Unauthenticated from error
            raise

    def post(self, actor: Actor, body: dict[str, Any], id: str) -> Answer:
        """Rate once. Raises Unauthenticated where it was done before: that used the token up."""
        wanted = self.addressed(id)
        ticket = actor.workspace.tickets.visible_to(actor).filter(pk=wanted).first()
        if ticket is None:
            raise NotFound("ticket")
        try:
            feedback = rate_ticket(ticket, actor=actor, score=body["score"], comment=body.get("comment") or "")
        except Conflict as error:
            if error.code == "already_rated":
                raise Unauthenticated from error
            raise
        return Answer(feedback_body(feedback), status=201, made=feedback.pk)

    def again(self, actor: Actor, made: uuid.UUID) -> Any:
        """The rating."""
        return feedback_body(actor.workspace.feedback.get(pk=made, ticket__requester_id=actor.id))


def type_called(actor: Actor, word: str | None) -> TicketType | None:
    """The kind of request of this name. Raises Invalid for one the workspace does not have or uses no more."""
    if word is None:
        return None
    found: TicketType | None = actor.workspace.ticket_types.filter(word=word, archived_at=None).first()
    if found is None:
        raise Invalid("Invalid type", code="choice", field="type")
    return found
