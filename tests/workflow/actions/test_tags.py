"""Tags: create, update, merge, delete, and what follows on the tickets that carry them."""

from typing import Any

import pytest
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Customer, Workspace
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from helpdesk.lib.errors import Conflict, Invalid, NotFound
from helpdesk.wiring import HANDLERS
from tests.workflow.kit import do, newest
from tickets import retagging
from tickets.actions import change_tags, create_ticket
from tickets.actions.kit import lock_ticket
from tickets.models import Ticket
from workflow.actions.create_tag import create_tag
from workflow.actions.delete_tag import delete_tag
from workflow.actions.merge_tags import merge_tags
from workflow.actions.update_tag import update_tag
from workflow.models import TagChange


def carry_on(workspace: Workspace) -> int:
    """Do what the jobs do until nothing is left; how many batches it took."""
    batches = 0
    while change := workspace.tag_changes.order_by("id").first():
        retagging.retag_batch(workspace.pk, change.pk)
        batches += 1
    return batches


def tagged(actor: Actor, carol: Customer, *tags: str) -> Ticket:
    with unit_of_work():
        return create_ticket(actor=actor, requester=carol, subject="s", body="b", channel="desk", tags=tags)


def tags_of(ticket: Ticket) -> list[str]:
    ticket.refresh_from_db()
    return list(ticket.tags)


def test_a_colour_changes_without_touching_tickets(acme: Workspace, as_adam: Actor) -> None:
    tag = do(create_tag, actor=as_adam, name="late", colour="#B3261E")
    do(update_tag, tag, actor=as_adam, changes={"colour": "", "description": "Over time"})
    assert newest(acme).after == {"colour": "", "description": "Over time"}
    assert not acme.tag_changes.exists()


def test_a_new_name_reaches_every_ticket_in_batches(
    acme: Workspace, as_adam: Actor, carol: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retagging, "BATCH", 2)
    tickets = [tagged(as_adam, carol, "late", "vip") for _ in range(5)]
    other = tagged(as_adam, carol, "later")
    tag = do(create_tag, actor=as_adam, name="late")
    do(update_tag, tag, actor=as_adam, changes={"name": "overdue"})
    assert carry_on(acme) == 3
    assert {tuple(tags_of(ticket)) for ticket in tickets} == {("overdue", "vip")}
    assert (tags_of(other), other.version) == (["later"], 1)
    event = Event.objects.filter(subject_id=tickets[0].pk).latest("id")
    assert (event.type, event.actor_kind) == ("ticket.tags_changed", "system")


def test_the_event_of_a_rename_holds_no_word(acme: Workspace, as_adam: Actor) -> None:
    tag = do(create_tag, actor=as_adam, name="Mr Miller")
    do(update_tag, tag, actor=as_adam, changes={"name": "VIP"})
    event = Event.objects.get(type="tag.renamed")
    assert event.data == {"tag": tag.pk, "change": acme.tag_changes.get().pk}


def test_merging_leaves_one_tag_and_no_ticket_with_it_twice(acme: Workspace, as_adam: Actor, carol: Customer) -> None:
    both, one = tagged(as_adam, carol, "a", "b", "c"), tagged(as_adam, carol, "a")
    gone, kept = do(create_tag, actor=as_adam, name="a"), do(create_tag, actor=as_adam, name="b")
    do(merge_tags, gone, actor=as_adam, into=kept)
    carry_on(acme)
    assert (tags_of(both), tags_of(one)) == (["b", "c"], ["b"])
    assert [tag.name for tag in acme.tags.all()] == ["b"]


def test_a_deleted_tag_leaves_its_tickets(acme: Workspace, as_adam: Actor, carol: Customer) -> None:
    ticket = tagged(as_adam, carol, "a", "b")
    do(delete_tag, do(create_tag, actor=as_adam, name="a"), actor=as_adam)
    carry_on(acme)
    assert tags_of(ticket) == ["b"]


def test_test_tickets_follow_too_and_other_workspaces_do_not(
    acme: Workspace, as_adam: Actor, carol: Customer, foreign_ticket: Ticket
) -> None:
    ticket = tagged(as_adam, carol, "a")
    for one in (ticket, foreign_ticket):
        Ticket._base_manager.filter(pk=one.pk).update(is_test=one is ticket, tags=["a"])
    do(delete_tag, do(create_tag, actor=as_adam, name="a"), actor=as_adam)
    carry_on(acme)
    assert (tags_of(ticket), tags_of(foreign_ticket)) == ([], ["a"])


def test_a_tag_that_came_meanwhile_stays(
    acme: Workspace, as_adam: Actor, carol: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticket = tagged(as_adam, carol, "a")
    do(delete_tag, do(create_tag, actor=as_adam, name="a"), actor=as_adam)
    lock = lock_ticket

    def late(found: Ticket, *, actor: Actor) -> Ticket:
        change_tags(found, actor=actor, to=["a", "new"])
        return lock(found, actor=actor)

    monkeypatch.setattr(retagging, "lock_ticket", late)
    carry_on(acme)
    assert tags_of(ticket) == ["new"]


def test_the_job_done_twice_changes_nothing_more(acme: Workspace, as_adam: Actor, carol: Customer) -> None:
    ticket = tagged(as_adam, carol, "a")
    do(delete_tag, do(create_tag, actor=as_adam, name="a"), actor=as_adam)
    change: TagChange = acme.tag_changes.get()
    for _ in range(2):
        retagging.retag_batch(acme.pk, change.pk)
    assert (tags_of(ticket), ticket.version) == ([], 2)


def test_the_events_of_a_word_that_goes_start_the_job(acme: Workspace, as_adam: Actor, carol: Customer) -> None:
    ticket = tagged(as_adam, carol, "a")
    do(delete_tag, do(create_tag, actor=as_adam, name="a"), actor=as_adam)
    event = Event.objects.get(type="tag.deleted")
    assert all(retagging.retag_tickets in HANDLERS[kind] for kind in ("tag.renamed", "tag.merged", "tag.deleted"))
    with unit_of_work():
        retagging.retag_tickets(event)
    job = ProcrastinateJob.objects.get(task_name=retagging.TASK)
    app.tasks[retagging.TASK].func(**job.args)
    assert tags_of(ticket) == []


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 65}, "name"),
        ({"name": "a, b"}, "name"),
        ({"name": "a\x00"}, "name"),
        ({"colour": "blue"}, "colour"),
        ({"description": "x" * 201}, "description"),
    ],
)
def test_what_cannot_be_is_refused_by_field(acme: Workspace, as_adam: Actor, values: dict, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        do(create_tag, actor=as_adam, **{"name": "late"} | values)
    assert refused.value.field == field
    tag = do(create_tag, actor=as_adam, name="late")
    with pytest.raises(Invalid) as refused:
        do(update_tag, tag, actor=as_adam, changes=values)
    assert refused.value.field == field


def test_a_tag_cannot_be_merged_into_itself_nor_take_a_name(acme: Workspace, as_adam: Actor) -> None:
    tag, other = do(create_tag, actor=as_adam, name="late"), do(create_tag, actor=as_adam, name="vip")
    with pytest.raises(Invalid) as invalid:
        do(merge_tags, tag, actor=as_adam, into=tag)
    assert invalid.value.field == "into"
    with pytest.raises(Conflict) as taken:
        do(update_tag, tag, actor=as_adam, changes={"name": "VIP"})
    assert taken.value.field == "name"
    assert (acme.tag_changes.count(), other.name) == (0, "vip")


@pytest.mark.parametrize("verb", [update_tag, delete_tag, merge_tags])
def test_another_workspaces_tag_is_not_found(acme: Workspace, as_adam: Actor, as_eve: Actor, verb: Any) -> None:
    tag, own = do(create_tag, actor=as_adam, name="late"), do(create_tag, actor=as_eve, name="late")
    more: dict = {update_tag: {"changes": {"name": "x"}}, merge_tags: {"into": own}}.get(verb, {})
    with pytest.raises(NotFound):
        do(verb, tag, actor=as_eve, **more)
    assert acme.tags.get().name == "late"
    assert not TagChange._base_manager.exists()
