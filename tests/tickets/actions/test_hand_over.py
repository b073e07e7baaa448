"""hand_over: what somebody who left was working on goes on."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from helpdesk.accounts.actions.deactivate_member import deactivate_member
from helpdesk.accounts.actions.reactivate_member import reactivate_member
from helpdesk.accounts.actors import Actor, member_actor
from helpdesk.accounts.models import Customer, Membership
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from tests.accounts.actions.kit import do
from tests.cast import join
from tickets.actions import assign_ticket, change_status, create_ticket
from tickets.handing_over import hand_over_tickets
from tickets.jobs import hand_over as job
from tickets.models import Ticket
from workflow.models import Queue


def opened(member: Membership, requester: Customer, count: int = 3) -> list[Ticket]:
    made = []
    for number in range(count):
        with unit_of_work():
            actor = member_actor(member)
            ticket = create_ticket(actor=actor, requester=requester, subject=f"{number}", body="b", channel="desk")
            made.append(assign_ticket(ticket, actor=actor, to=member))
    return made


def leave(member: Membership, actor: Actor, to: Membership | None = None) -> None:
    """Deactivate, then run the jobs that follow."""
    do(deactivate_member, member, actor=actor, hand_over_to=to)
    with unit_of_work():
        hand_over_tickets(Event.objects.get(type="member.deactivated"))
    run_jobs()


def run_jobs() -> None:
    seen = 0
    while True:
        args = (
            ProcrastinateJob.objects.filter(task_name="tickets.hand_over").order_by("id").values_list("args", flat=True)
        )
        if len(args) == seen:
            return
        seen, todo = len(args), list(args)[seen:]
        for given in todo:
            job(**given)


def test_undone_tickets_go_to_the_successor_and_done_ones_stay(
    adam: Membership, alice: Membership, carol: Customer
) -> None:
    done, *undone = opened(alice, carol)
    with unit_of_work():
        change_status(done, actor=member_actor(alice), to="closed")
    leave(alice, member_actor(adam), adam)
    assert set(adam.assigned_tickets.all()) == set(undone)
    done.refresh_from_db()
    assert done.assignee_id == alice.pk
    event = Event.objects.filter(type="ticket.assigned", subject_id=undone[0].pk).latest("id")
    assert (event.actor_kind, event.data["after"]) == ("system", str(adam.pk))


def test_without_a_successor_nobody_has_them(adam: Membership, alice: Membership, carol: Customer) -> None:
    opened(alice, carol)
    leave(alice, member_actor(adam))
    assert not alice.assigned_tickets.exists()


def test_many_go_in_several_jobs(
    adam: Membership, alice: Membership, carol: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("tickets.actions.hand_over", "tickets.handing_over"):
        monkeypatch.setattr(f"{module}.BATCH", 2)
    opened(alice, carol, count=5)
    leave(alice, member_actor(adam), adam)
    assert adam.assigned_tickets.count() == 5


def test_what_the_successor_must_not_see_goes_to_nobody(adam: Membership, alice: Membership, carol: Customer) -> None:
    (ticket,) = opened(alice, carol, count=1)
    private = alice.workspace.queues.create(name="HR", access=Queue.Access.PRIVATE)
    Ticket.objects.across_workspaces("a test").update(queue=private)
    leave(alice, member_actor(adam), adam)
    ticket.refresh_from_db()
    assert ticket.assignee_id is None


def test_a_successor_who_left_too_gets_nothing(adam: Membership, alice: Membership, carol: Customer) -> None:
    abel = join(adam.workspace, "Abel", "agent")
    opened(alice, carol)
    do(deactivate_member, alice, actor=member_actor(adam), hand_over_to=abel)
    abel.is_active = False
    abel.save()
    with unit_of_work():
        hand_over_tickets(Event.objects.get(type="member.deactivated"))
    run_jobs()
    assert not alice.assigned_tickets.exists()
    assert not abel.assigned_tickets.exists()


def test_who_is_back_keeps_what_is_left(adam: Membership, alice: Membership, carol: Customer) -> None:
    opened(alice, carol)
    do(deactivate_member, alice, actor=member_actor(adam), hand_over_to=adam)
    do(reactivate_member, alice, actor=member_actor(adam))
    with unit_of_work():
        hand_over_tickets(Event.objects.get(type="member.deactivated"))
    run_jobs()
    assert alice.assigned_tickets.count() == 3
