"""The desk contract's endpoints: parse, call one verb, render."""

import uuid
from typing import Any

from django.db.models import Avg, Count, F, Q

from helpdesk.accounts.actions.ensure_customer import ensure_customer
from helpdesk.accounts.actors import Actor
from helpdesk.api.answer import Answer
from helpdesk.api.desk.dialect import STATUSES, dialect, ticket_id
from helpdesk.api.desk.filters import filtered, kinds_of, members_named, read_page
from helpdesk.api.desk.render import comment_body, created_body, list_row, row_columns, ticket_body
from helpdesk.api.desk.serializers import CreateComment, CreateTicket, UpdateTicket
from helpdesk.api.view import ContractView
from helpdesk.http.keyset import Position, after
from helpdesk.lib.errors import Invalid, NotFound
from tickets.actions import add_comment, change_status, create_ticket, update_ticket
from tickets.actions.kit import lock_ticket
from tickets.models import Ticket
from tickets.status import Status


class DeskView(ContractView):
    """An endpoint of the desk contract."""

    dialect = dialect


class TicketsView(DeskView):
    """Create and list."""

    bodies = {"POST": CreateTicket}

    def get(self, actor: Actor) -> Any:
        """A page of tickets, newest first."""
        page = read_page(self.request.GET)
        tickets = filtered(actor.workspace.tickets.visible_to(actor), self.request.GET, actor.workspace)
        rows = list(row_columns(after(tickets, page.position).newest_first())[: page.limit + 1])
        shown = rows[: page.limit]
        body: dict[str, Any] = {"tickets": [list_row(row) for row in shown], "hasMore": len(rows) > page.limit}
        if body["hasMore"]:
            body["nextCursor"] = Position(shown[-1]["created_at"], shown[-1]["id"]).encode()
        return body

    def post(self, actor: Actor, body: dict[str, Any]) -> Answer:
        """A new ticket of the person with this address."""
        ticket = create_ticket(
            actor=actor,
            requester=ensure_customer(actor.workspace, email=body["email"]),
            subject=body["subject"],
            body=body["body"],
            channel=Ticket.Channel.API,
            priority=body.get("priority", "medium"),
            tags=body.get("tags", []),
        )
        return Answer(created_body(ticket), status=201, made=ticket.pk)

    def again(self, actor: Actor, made: Any) -> Any:
        """The ticket as it is now."""
        return created_body(load_ticket(actor, made))


class TicketView(DeskView):
    """Read, change, close."""

    bodies = {"PATCH": UpdateTicket}

    def get(self, actor: Actor, id: str) -> Any:
        """The ticket with its comments."""
        return ticket_answer(find_ticket(actor, id), actor)

    def patch(self, actor: Actor, body: dict[str, Any], id: str) -> Any:
        """Change what the body names, nothing else."""
        ticket = lock_ticket(find_ticket(actor, id), actor=actor, expected_version=self.expected_version)
        changes = dict(body)
        if "assignee" in body:
            changes["assignee"] = find_assignee(actor, body["assignee"])
        if "status" in body:
            kinds = kinds_of(body["status"])
            changes["status"] = ticket.status if ticket.status in kinds else kinds[0]
        update_ticket(ticket, actor=actor, changes=changes)
        return ticket_answer(find_ticket(actor, id), actor)

    def delete(self, actor: Actor, _body: dict[str, Any], id: str) -> Any:
        """Close; the ticket stays readable."""
        ticket = find_ticket(actor, id)
        change_status(ticket, actor=actor, to=Status.CLOSED, expected_version=self.expected_version)
        return {"success": True, "message": "Ticket closed"}


class CommentsView(DeskView):
    """Say something on a ticket."""

    bodies = {"POST": CreateComment}

    def post(self, actor: Actor, body: dict[str, Any], id: str) -> Answer:
        """A public reply, or an internal note."""
        comment = add_comment(
            find_ticket(actor, id), actor=actor, body=body["body"], is_internal=body.get("internal", False)
        )
        return Answer(comment_body(comment), status=201, made=comment.pk)

    def again(self, actor: Actor, made: Any) -> Any:
        """The comment as it was written."""
        return comment_body(actor.workspace.comments.visible_to(actor).get(pk=made))


class StatsView(DeskView):
    """Figures."""

    def get(self, actor: Actor) -> Any:
        """Tickets by status, and the mean time from creation to resolution in hours."""
        tickets = actor.workspace.tickets.visible_to(actor)
        counts = {word: Count("id", filter=Q(status__in=kinds_of(word))) for word in STATUSES}
        found = tickets.aggregate(**counts, total=Count("id"), mean=Avg(F("resolved_at") - F("created_at")))
        return {
            "byStatus": {word: found[word] for word in STATUSES},
            "avgResolutionTimeHours": round(found["mean"].total_seconds() / 3600, 2) if found["mean"] else 0,
            "totalTickets": found["total"],
        }


def ticket_answer(ticket: Ticket, actor: Actor) -> Answer:
    """One ticket with its comments and its version."""
    return Answer(ticket_body(ticket, actor), version=ticket.version)


def find_ticket(actor: Actor, id: str) -> Ticket:
    """The ticket this actor may see. Raises NotFound."""
    return load_ticket(actor, ticket_id(id))


def load_ticket(actor: Actor, id: uuid.UUID) -> Ticket:
    """The same by its key."""
    tickets = actor.workspace.tickets.visible_to(actor).select_related("requester", "assignee__user")
    found: Ticket | None = tickets.filter(pk=id).first()
    if found is None:
        raise NotFound("ticket")
    return found


def find_assignee(actor: Actor, text: str | None) -> Any:
    """The member named by id or address; None unassigns. Raises Invalid for nobody."""
    if text is None:
        return None
    member = members_named(actor.workspace, text).first()
    if member is None:
        raise Invalid("Invalid assignee", field="assignee")
    return member
