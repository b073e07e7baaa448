"""Performs a plan: every step by the real verb, at its moment in the past."""

import datetime
from typing import Any

from helpdesk.accounts.actions.add_member import add_member
from helpdesk.accounts.actions.create_api_key import create_api_key
from helpdesk.accounts.actions.ensure_customer import ensure_customer
from helpdesk.accounts.actors import Actor, customer_actor, key_actor, member_actor, system_actor
from helpdesk.accounts.models import Customer, Membership, Workspace
from helpdesk.accounts.scopes import TICKETS_WRITE
from helpdesk.demo.library import Library
from helpdesk.demo.steps import INTEGRATION, RULES, Step
from helpdesk.events.unit import Unit
from tickets.actions import (
    add_comment,
    assign_ticket,
    change_priority,
    change_status,
    change_subject,
    change_tags,
    create_ticket,
    rate_ticket,
)
from tickets.models import Ticket
from tickets.search import index_ticket
from workflow.actions.found_workspace import found_workspace

VERBS: dict[str, Any] = {
    "add_comment": add_comment,
    "change_priority": change_priority,
    "change_status": change_status,
    "change_subject": change_subject,
    "change_tags": change_tags,
    "rate_ticket": rate_ticket,
}


class Stage:
    """One workspace being filled inside an open unit of work, whose clock it moves from step to step."""

    def __init__(self, library: Library, unit: Unit) -> None:
        self.library, self.unit = library, unit
        self.members: dict[str, Membership] = {}
        self.customers: dict[str, Customer] = {}
        self.actors: dict[str, Actor] = {}
        self.tickets: dict[int, Ticket] = {}

    def found(self, at: datetime.datetime) -> Workspace:
        """Make the workspace with its members, customers and the integration that files requests."""
        self.unit.now = at
        library = self.library
        workspace = found_workspace(
            slug=library.slug,
            name=library.name,
            support_email=library.support_email,
            time_zone=library.time_zone,
            features=library.features,
        )
        stamp(workspace, at)
        founder = system_actor(workspace)
        self.actors[RULES] = founder
        for person in library.staff:
            membership = add_member(actor=founder, email=person.email, name=person.name, role=person.role)
            stamp(membership, at)
            stamp(membership.user, at)
            membership.workspace = workspace
            self.members[person.email], self.actors[person.email] = membership, member_actor(membership)
        for person in library.customers:
            customer = ensure_customer(workspace, email=person.email, name=person.name)
            stamp(customer, at)
            self.customers[person.email] = customer
            self.actors[person.email] = customer_actor(customer, workspace)
        made = create_api_key(
            actor=founder, audience="desk", name=f"{library.product} help form", scopes=[TICKETS_WRITE], owner=None
        )
        stamp(made.row, at)
        self.actors[INTEGRATION] = key_actor(made.row)
        return workspace

    def perform(self, steps: list[Step], workspace: Workspace) -> None:
        """Every step in order, then the search index, which handlers would have filled."""
        for step in steps:
            self.unit.now = step.at
            if step.verb == "create_ticket":
                requester = self.customers[step.details["requester"]]
                self.tickets[step.ticket] = create_ticket(
                    **dict(step.details, requester=requester), actor=self.actors[step.actor]
                )
            elif step.verb == "assign_ticket":
                assign_ticket(
                    self.tickets[step.ticket], actor=self.actors[step.actor], to=self.members[step.details["to"]]
                )
            else:
                VERBS[step.verb](self.tickets[step.ticket], actor=self.actors[step.actor], **step.details)
        for ticket in self.tickets.values():
            index_ticket(ticket.pk, workspace.pk)


def stamp(row: Any, at: datetime.datetime) -> None:
    """Date a row back that stamps itself when it is made."""
    row.created_at = at
    row.save(update_fields=["created_at"])
