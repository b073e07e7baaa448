"""The desk contract's endpoints: parse, call one verb, render."""

import uuid
from typing import Any

from helpdesk.accounts.actions.ensure_customer import ensure_customer
from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Membership
from helpdesk.api.answer import Answer
from helpdesk.api.desk.dialect import STATUSES, dialect, ticket_id
from helpdesk.api.desk.filters import kinds_of, members_named, read_page_wanted, read_question
from helpdesk.api.desk.reads import read_page, read_ticket
from helpdesk.api.desk.render import comment_body, created_body, list_row, show_ticket, ticket_body
from helpdesk.api.desk.serializers import CreateComment, CreateTicket, UpdateTicket
from helpdesk.api.view import ContractView
from helpdesk.http.keyset import Position
from helpdesk.lib.errors import Invalid, NotFound
from tickets.actions import add_comment, change_status, create_ticket, update_ticket
from tickets.actions.kit import lock_ticket
from tickets.models import Ticket
from tickets.status import Status
from tickets.tallies import figures


class DeskView(ContractView):
    """An endpoint of the desk contract."""

    dialect = dialect


class TicketsView(DeskView):
    """Create and list."""

    bodies = {"POST": CreateTicket}

    def get(self, actor: Actor) -> Any:
        """A page of tickets, newest first."""
        page = read_page_wanted(self.request.GET)
        question, values = read_question(self.request.GET)
        rows = read_page(actor, question, values, limit=page.limit, position=page.position)
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

    def again(self, actor: Actor, made: uuid.UUID) -> Any:
        """The ticket as it is now."""
        return ticket_body(read_ticket(actor, made))


class TicketView(DeskView):
    """Read, change, close."""

    bodies = {"PATCH": UpdateTicket}

    def get(self, actor: Actor, id: str) -> Any:
        """The ticket with its comments."""
        return show_ticket(actor, ticket_id(id))

    def patch(self, actor: Actor, body: dict[str, Any], id: str) -> Any:
        """Change what the body names, nothing else."""
        ticket = lock_ticket(find_ticket(actor, id), actor=actor, expected_version=self.expected_version)
        changes = dict(body)
        if "assignee" in body:
            changes["assignee"] = find_assignee(actor, body["assignee"])
        if "status" in body:
            kinds = kinds_of(body["status"])
            if ticket.status in kinds:  # the word already shown: a label of the workspace's own stays
                del changes["status"]
            else:
                changes["status"] = kinds[0]
        update_ticket(ticket, actor=actor, changes=changes)
        return show_ticket(actor, ticket.pk)

    def delete(self, actor: Actor, _body: dict[str, Any], id: str) -> Any:
        """Close; the ticket stays readable."""
        ticket = lock_ticket(find_ticket(actor, id), actor=actor, expected_version=self.expected_version)
        if ticket.status != Status.CLOSED:
            change_status(ticket, actor=actor, to=Status.CLOSED)
        return {"success": True, "message": "Ticket closed"}


class CommentsView(DeskView):
    """Say something on a ticket."""

    bodies = {"POST": CreateComment}

    def post(self, actor: Actor, body: dict[str, Any], id: str) -> Answer:
        """A public reply, or an internal note."""
        ticket = find_ticket(actor, id)
        comment = add_comment(ticket, actor=actor, body=body["body"], is_internal=body.get("internal", False))
        return Answer(comment_body(comment), status=201, made=comment.pk)

    def again(self, actor: Actor, made: uuid.UUID) -> Any:
        """The comment as it was written."""
        return comment_body(actor.workspace.comments.visible_to(actor).get(pk=made))


class StatsView(DeskView):
    """Figures."""

    def get(self, actor: Actor) -> Any:
        """Tickets by status, and the mean time from creation to resolution in hours."""
        found = figures(actor)
        by_word = {word: sum(found.by_status.get(kind, 0) for kind in kinds_of(word)) for word in STATUSES}
        return {
            "byStatus": by_word,
            "avgResolutionTimeHours": round((found.mean_resolution_seconds or 0) / 3600, 2),
            "totalTickets": sum(by_word.values()),
        }


def find_ticket(actor: Actor, id: str) -> Ticket:
    """The ticket this actor may see, for a verb to lock. Raises NotFound."""
    found = actor.workspace.tickets.visible_to(actor).only("id").filter(pk=ticket_id(id)).first()
    if found is None:
        raise NotFound("ticket")
    return found


def find_assignee(actor: Actor, text: str | None) -> Membership | None:
    """The member named by id or address; None unassigns. Raises Invalid for nobody."""
    if text is None:
        return None
    member = members_named(actor.workspace, text).first()
    if member is None:
        raise Invalid("Invalid assignee", field="assignee")
    return member
