"""Performs a plan: every step by the real verb, at its moment in the past."""

import datetime
from collections.abc import Iterable
from typing import Any

from helpdesk.accounts.actions.add_member import add_member
from helpdesk.accounts.actions.create_api_key import create_api_key
from helpdesk.accounts.actions.ensure_customer import ensure_customer
from helpdesk.accounts.actions.invite_member import invite_member
from helpdesk.accounts.actions.revoke_api_key import revoke_api_key
from helpdesk.accounts.actors import Actor, customer_actor, key_actor, member_actor, system_actor
from helpdesk.accounts.models import ApiKey, Customer, Membership, Team, Workspace
from helpdesk.accounts.scopes import TICKETS_WRITE
from helpdesk.demo.arrange import arrange_customers, arrange_people, arrange_tickets, keep_views
from helpdesk.demo.library import Library
from helpdesk.demo.steps import INTEGRATION, RULES, Step
from helpdesk.events.unit import Unit
from tickets.actions import (
    add_comment,
    assign_ticket,
    change_cc,
    change_custom,
    change_priority,
    change_queue,
    change_status,
    change_subject,
    change_tags,
    create_ticket,
    link_tickets,
    mark_spam,
    merge_tickets,
    rate_ticket,
    save_draft,
    snooze_ticket,
    watch_ticket,
)
from tickets.actions.kit import lock_ticket
from tickets.models import Ticket
from tickets.search import index_ticket
from tickets.status import Status
from tickets.surveys.asking import claim_survey
from workflow.actions.found_workspace import found_workspace
from workflow.models import CustomStatus, Queue, TicketType

VERBS: dict[str, Any] = {
    "add_comment": add_comment,
    "assign_ticket": assign_ticket,
    "change_cc": change_cc,
    "change_custom": change_custom,
    "change_priority": change_priority,
    "change_queue": change_queue,
    "change_status": change_status,
    "change_subject": change_subject,
    "change_tags": change_tags,
    "link_tickets": link_tickets,
    "mark_spam": mark_spam,
    "merge_tickets": merge_tickets,
    "rate_ticket": rate_ticket,
    "snooze_ticket": snooze_ticket,
    "watch_ticket": watch_ticket,
}
# Which detail of a verb names something of the stage, and on which of its shelves that stands.
NAMED = {
    "assign_ticket": {"to": "members"},
    "change_queue": {"to": "queues"},
    "change_status": {"to": "statuses"},
    "create_ticket": {"requester": "customers", "type": "types"},
    "link_tickets": {"to": "tickets"},
    "merge_tickets": {"into": "tickets"},
    "watch_ticket": {"member": "members"},
}
# Where the admin sat: documentation's own network, so nobody's.
OFFICE_ADDRESS = "192.0.2.10"


class Stage:
    """One workspace being filled inside an open unit of work, whose clock it moves from step to step."""

    def __init__(self, library: Library, unit: Unit) -> None:
        self.library, self.unit = library, unit
        self.members: dict[str, Membership] = {}
        self.customers: dict[str, Customer] = {}
        self.actors: dict[str, Actor] = {}
        self.tickets: dict[int, Ticket] = {}
        self.teams: dict[str, Team] = {}
        self.queues: dict[str, Queue] = {}
        self.statuses: dict[str, CustomStatus] = {}
        self.types: dict[str, TicketType] = {}
        self.keys: dict[str, ApiKey] = {}

    @property
    def admin(self) -> Actor:
        """Who arranges everything: the member that others know as the admin."""
        return self.actors[self.library.staff_with("admin")[0].email]

    def found(self, at: datetime.datetime) -> Workspace:
        """Make the workspace with its members, customers and the integration that files requests."""
        self.unit.now, self.unit.origin = at, OFFICE_ADDRESS
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
        self.know_members(workspace)
        self.arrange(workspace)
        for person in library.customers:
            customer = ensure_customer(workspace, email=person.email, name=person.name)
            stamp(customer, at)
            self.customers[person.email] = customer
            self.actors[person.email] = customer_actor(customer, workspace)
        self.actors[INTEGRATION] = key_actor(self.make_key(founder, f"{library.product} help form"))
        if "retired_key" in library.office.tables:
            self.make_key(self.admin, library.office.tables["retired_key"])
        self.unit.origin = ""
        return workspace

    def know_members(self, workspace: Workspace) -> None:
        """The members as they are now, with what they may do."""
        for membership in workspace.memberships.select_related("user", "workspace", "custom_role"):
            self.members[membership.user.email] = membership
            self.actors[membership.user.email] = member_actor(membership)

    def arrange(self, workspace: Workspace) -> None:
        """What an admin sets up before the first ticket comes."""
        office = self.library.office
        self.teams = arrange_people(office, admin=self.admin, members=self.members)
        self.know_members(workspace)
        self.queues, self.statuses = arrange_tickets(office, admin=self.admin, teams=self.teams)
        self.types = {kind.word: kind for kind in workspace.ticket_types.all()}
        arrange_customers(office, admin=self.admin, domains=self.library.domains)
        keep_views(office, actors=self.actors, teams=self.teams)

    def make_key(self, actor: Actor, name: str) -> ApiKey:
        """A key of a web site's form: it belongs to nobody."""
        made = create_api_key(actor=actor, audience="desk", name=name, scopes=[TICKETS_WRITE], owner=None)
        stamp(made.row, self.unit.now)
        self.keys[name] = made.row
        return made.row

    def perform(self, steps: Iterable[Step], workspace: Workspace) -> None:
        """Every step in order, then the search index, which handlers would have filled."""
        for step in steps:
            self.unit.now = step.at
            actor, details = self.actors[step.actor], self.resolved(step)
            if step.verb == "create_ticket":
                self.tickets[step.ticket] = create_ticket(**details, actor=actor)
            elif step.verb == "save_draft":
                seen = lock_ticket(self.tickets[step.ticket], actor=actor).version
                save_draft(self.tickets[step.ticket], actor=actor, seen_version=seen, **details)
            else:
                changed = VERBS[step.verb](self.tickets[step.ticket], actor=actor, **details)
                if step.verb == "change_status" and changed.status == Status.RESOLVED:
                    claim_survey(changed)  # in the mail that a handler would have written
        self.leave_office()
        for ticket in self.tickets.values():
            index_ticket(ticket.pk, workspace.pk)

    def resolved(self, step: Step) -> dict[str, Any]:
        """The details of a step with the things in place of their names; a kind of status is no thing."""
        details = dict(step.details)
        for name, shelf in NAMED.get(step.verb, {}).items():
            details[name] = getattr(self, shelf).get(details[name], details[name])
        return details

    def leave_office(self) -> None:
        """The admin's last act of the last day: somebody is invited, and a key that nobody uses any more is revoked."""
        office, self.unit.origin = self.library.office, OFFICE_ADDRESS
        if "retired_key" in office.tables:
            revoke_api_key(self.keys[office.tables["retired_key"]], actor=self.admin)
        invited = office.tables.get("invited")
        if invited:
            invite_member(actor=self.admin, **dict(invited, teams=[self.teams[name] for name in invited["teams"]]))


def stamp(row: Any, at: datetime.datetime) -> None:
    """Date a row back that stamps itself when it is made."""
    row.created_at = at
    row.save(update_fields=["created_at"])
