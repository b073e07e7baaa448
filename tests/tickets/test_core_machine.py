"""Merging, splitting, linking, snoozing, spam, statuses in any order: nothing said is lost, no circle, true figures."""

import datetime
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db.models import Count
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Customer
from helpdesk.events.unit import unit_of_work
from helpdesk.lib.errors import Conflict
from tests.tickets.actions.kit import make_customer
from tickets.actions import (
    add_comment,
    change_status,
    create_ticket,
    link_tickets,
    mark_spam,
    merge_tickets,
    snooze_ticket,
    split_comment,
    unlink_tickets,
    unmark_spam,
    wake_ticket,
)
from tickets.merged import destination_of
from tickets.models import Ticket, TicketLink
from tickets.status import Status
from tickets.tallies import figures

ANY = st.integers(0, 30)
START = 4


class Core(RuleBasedStateMachine):
    """A few tickets of two customers, and every verb that a member may call on them."""

    actor: Actor
    customers: list[Customer]

    @initialize()
    def open_tickets(self) -> None:
        self.tickets: list[Ticket] = []
        self.said: set[str] = set()
        for number in range(START):
            self.keep(partial(self.open, self.customers[number % 2]))

    def open(self, requester: Customer) -> Ticket:
        body = f"request {len(self.said)}"
        made = create_ticket(actor=self.actor, requester=requester, subject="s", body=body, channel="desk")
        self.said.add(body)
        return made

    def keep(self, verb: Callable[[], Ticket]) -> None:
        with unit_of_work():
            made = verb()
        if made.pk not in {ticket.pk for ticket in self.tickets}:
            self.tickets.append(made)

    def do(self, verb: Callable[[], Any]) -> bool:
        """Whether it was done; what the state of things forbids is refused as Conflict, and never otherwise."""
        try:
            with unit_of_work():
                verb()
        except Conflict:
            return False
        return True

    def pick(self, number: int) -> Ticket:
        return Ticket._base_manager.select_related("workspace").get(pk=self.tickets[number % len(self.tickets)].pk)

    @rule(number=ANY, internal=st.booleans())
    def say(self, number: int, internal: bool) -> None:
        text = f"message {len(self.said)}"
        if self.do(lambda: add_comment(self.pick(number), actor=self.actor, body=text, is_internal=internal)):
            self.said.add(text)

    @rule(number=ANY, to=st.sampled_from(Status.values))
    def move(self, number: int, to: str) -> None:
        self.do(lambda: change_status(self.pick(number), actor=self.actor, to=to))

    @rule(number=ANY, other=ANY)
    def merge(self, number: int, other: int) -> None:
        source, target = self.pick(number), self.pick(other)
        if source.pk != target.pk:
            self.do(lambda: merge_tickets(source, actor=self.actor, into=target, confirmed=True))

    @rule(number=ANY)
    def split(self, number: int) -> None:
        comment = self.pick(number).comments.filter(is_internal=False).oldest_first().first()
        if comment is not None and len(self.tickets) < 12:
            self.keep(lambda: split_comment(comment, actor=self.actor))

    @rule(
        number=ANY,
        other=ANY,
        kind=st.sampled_from(["related", "child"]),
        verb=st.sampled_from([link_tickets, unlink_tickets]),
    )
    def link(self, number: int, other: int, kind: str, verb: Callable[..., Any]) -> None:
        source, target = self.pick(number), self.pick(other)
        if source.pk != target.pk:
            self.do(lambda: verb(source, actor=self.actor, to=target, kind=kind))

    @rule(number=ANY, hours=st.integers(1, 100))
    def snooze(self, number: int, hours: int) -> None:
        until = timezone.now() + datetime.timedelta(hours=hours)
        self.do(lambda: snooze_ticket(self.pick(number), actor=self.actor, until=until))

    @rule(number=ANY, verb=st.sampled_from([wake_ticket, mark_spam, unmark_spam]))
    def set_apart(self, number: int, verb: Callable[..., Any]) -> None:
        self.do(lambda: verb(self.pick(number), actor=self.actor))

    @invariant()
    def nothing_said_is_lost(self) -> None:
        workspace = self.actor.workspace
        mine = [ticket.pk for ticket in getattr(self, "tickets", [])]
        bodies = set(workspace.tickets.filter(pk__in=mine).values_list("body", flat=True))
        bodies |= set(workspace.comments.filter(ticket__in=mine).values_list("body", flat=True))
        assert bodies >= getattr(self, "said", set())

    @invariant()
    def every_merge_ends_in_a_living_ticket_that_holds_the_conversation(self) -> None:
        for number in range(len(getattr(self, "tickets", []))):
            ticket = self.pick(number)
            end = destination_of(ticket)
            assert end.merged_into_id is None
            if ticket.merged_into_id is not None:
                assert (ticket.status, ticket.is_spam, ticket.comments.count()) == ("closed", False, 0)
                assert end.comments.filter(body=ticket.body).exists()

    @invariant()
    def parts_make_no_circle(self) -> None:
        whole_of: dict[Any, set[Any]] = {}
        for part, whole in self.actor.workspace.ticket_links.filter(kind=TicketLink.Kind.CHILD).values_list(
            "source_id", "target_id"
        ):
            whole_of.setdefault(part, set()).add(whole)
        for start in whole_of:
            layer, steps = whole_of[start], 0
            while layer:
                assert start not in layer
                assert steps <= len(whole_of)
                layer, steps = {above for whole in layer for above in whole_of.get(whole, ())}, steps + 1

    @invariant()
    def snoozed_is_pending_and_spam_is_closed(self) -> None:
        tickets = self.actor.workspace.tickets
        assert not tickets.filter(snoozed_until__isnull=False).exclude(status="pending").exists()
        assert not tickets.filter(is_spam=True).exclude(status="closed").exists()
        assert not tickets.filter(status="closed", waiting_since__isnull=False).exists()

    @invariant()
    def figures_equal_counts(self) -> None:
        counted = dict(self.actor.workspace.tickets.values_list("status").annotate(Count("id")))
        kept = {status: number for status, number in figures(self.actor).by_status.items() if number}
        assert kept == counted


@pytest.mark.django_db
def test_any_order_of_verbs_keeps_the_promises(as_alice: Actor, carol: Customer) -> None:
    class Machine(Core):
        actor = as_alice
        customers = [carol, make_customer(as_alice.workspace, "dave@customer.example")]

    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=12, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
