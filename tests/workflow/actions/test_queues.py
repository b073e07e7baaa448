"""create_queue, update_queue, make_default_queue, delete_queue."""

from typing import Any

import pytest

from helpdesk.accounts.actors import Actor, member_actor
from helpdesk.accounts.models import Membership, Workspace
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from helpdesk.lib.errors import Conflict, Invalid, NotFound
from tests.together import at_once, failures
from tests.workflow.kit import do, events, make_team, newest, written
from tickets.actions import change_queue, create_ticket
from tickets.models import Ticket
from workflow.actions.create_field import create_field
from workflow.actions.create_queue import create_queue
from workflow.actions.delete_queue import delete_queue
from workflow.actions.make_default_queue import make_default_queue
from workflow.actions.update_queue import update_queue
from workflow.models import Queue


def inbox(workspace: Workspace) -> Queue:
    found: Queue = workspace.queues.get(is_builtin=True)
    return found


def test_a_new_queue_is_written_down(acme: Workspace, as_adam: Actor) -> None:
    queue = do(create_queue, actor=as_adam, name="  Billing ", description="Money", position=3)
    assert (queue.name, queue.access, queue.is_default, queue.is_builtin) == ("Billing", "everyone", False, False)
    entry = newest(acme)
    assert (entry.action, entry.subject_name, entry.actor_name, entry.address) == (
        "queue.created", "Billing", "Adam", "192.0.2.7",
    )  # fmt: skip
    assert entry.after["name"] == "Billing"
    event = Event.objects.get(workspace_id=acme.pk, type="queue.created")
    assert (event.data, event.subject_id, event.visibility) == ({"queue": queue.pk}, acme.pk, "internal")


def test_changes_are_kept_with_before_and_after(acme: Workspace, as_adam: Actor, alice: Membership) -> None:
    team = make_team(acme, "Money", alice)
    queue = do(create_queue, actor=as_adam, name="Billing")
    do(update_queue, queue, actor=as_adam, changes={"name": "Invoices", "access": "teams", "teams": [team]})
    queue.refresh_from_db()
    assert (queue.name, queue.access, list(queue.teams.all())) == ("Invoices", "teams", [team])
    entry = newest(acme)
    assert entry.before == {"name": "Billing", "access": "everyone", "teams": []}
    assert entry.after == {"name": "Invoices", "access": "teams", "teams": ["Money"]}


def test_changing_nothing_writes_nothing(acme: Workspace, as_adam: Actor) -> None:
    queue = do(create_queue, actor=as_adam, name="Billing")
    do(update_queue, queue, actor=as_adam, changes={"name": "Billing", "position": 0})
    assert written(acme).count("queue.updated") == 0
    assert events(acme, "queue.") == ["queue.created"]


def test_closing_a_queue_hides_its_tickets_at_once(
    acme: Workspace, as_adam: Actor, as_alice: Actor, ticket: Ticket
) -> None:
    queue = do(create_queue, actor=as_adam, name="HR")
    do(change_queue, ticket, actor=as_adam, to=queue)
    assert acme.tickets.visible_to(as_alice).exists()
    do(update_queue, queue, actor=as_adam, changes={"access": "private", "teams": [make_team(acme, "HR")]})
    assert not acme.tickets.visible_to(as_alice).exists()
    assert not acme.tickets.visible_to(as_adam).exists()


def test_new_tickets_go_to_the_default_queue(acme: Workspace, as_adam: Actor, as_carol: Actor, carol: Any) -> None:
    queue = do(create_queue, actor=as_adam, name="First line")
    do(make_default_queue, queue, actor=as_adam)
    do(make_default_queue, queue, actor=as_adam)
    assert [row.name for row in acme.queues.filter(is_default=True)] == ["First line"]
    assert written(acme).count("queue.made_default") == 1
    with unit_of_work():
        made = create_ticket(actor=as_carol, requester=carol, subject="s", body="b", channel="portal")
    assert made.queue_id == queue.pk


def test_an_empty_queue_can_go(acme: Workspace, as_adam: Actor, ticket: Ticket) -> None:
    queue = do(create_queue, actor=as_adam, name="Billing")
    do(change_queue, ticket, actor=as_adam, to=queue)
    do(change_queue, ticket, actor=as_adam, to=inbox(acme))
    do(delete_queue, queue, actor=as_adam)
    assert [row.name for row in acme.queues.all()] == ["Inbox"]
    assert newest(acme).before["name"] == "Billing"


@pytest.mark.parametrize("verb", [update_queue, make_default_queue, delete_queue])
def test_another_workspaces_queue_is_not_found(acme: Workspace, as_eve: Actor, verb: Any) -> None:
    more = {"changes": {"name": "Mine"}} if verb is update_queue else {}
    with pytest.raises(NotFound):
        do(verb, inbox(acme), actor=as_eve, **more)
    assert inbox(acme).name == "Inbox"


def test_the_default_the_built_in_and_a_used_one_stay(acme: Workspace, as_adam: Actor, ticket: Ticket) -> None:
    queue = do(create_queue, actor=as_adam, name="Billing")
    with pytest.raises(Conflict, match="New tickets go to this queue"):
        do(delete_queue, inbox(acme), actor=as_adam)
    do(make_default_queue, queue, actor=as_adam)
    with pytest.raises(Conflict, match="first queue"):
        do(delete_queue, inbox(acme), actor=as_adam)
    do(make_default_queue, inbox(acme), actor=as_adam)
    do(change_queue, ticket, actor=as_adam, to=queue)
    with pytest.raises(Conflict, match="There are tickets in this queue"):
        do(delete_queue, queue, actor=as_adam)


def test_a_queue_that_a_field_names_stays(acme: Workspace, as_adam: Actor) -> None:
    queue = do(create_queue, actor=as_adam, name="Billing")
    do(create_field, actor=as_adam, label="Invoice", kind="text", queues=[queue])
    with pytest.raises(Conflict, match="custom field"):
        do(delete_queue, queue, actor=as_adam)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": " \r\n"}, "name"),
        ({"name": "x" * 256}, "name"),
        ({"name": "a\x00"}, "name"),
        ({"name": "\udfff"}, "name"),
        ({"description": "x" * 501}, "description"),
        ({"access": "secret"}, "access"),
        ({"access": "private"}, "teams"),
        ({"position": -1}, "position"),
        ({"position": 99_999}, "position"),
        ({"position": True}, "position"),
    ],
)
def test_what_cannot_be_is_refused_by_field(acme: Workspace, as_adam: Actor, values: Any, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        do(create_queue, actor=as_adam, **{"name": "Billing"} | values)
    assert refused.value.field == field
    queue = do(create_queue, actor=as_adam, name="Other")
    with pytest.raises(Invalid) as refused:
        do(update_queue, queue, actor=as_adam, changes=values)
    assert refused.value.field == field
    queue.refresh_from_db()
    assert queue.name == "Other"


def test_a_team_of_another_workspace_is_refused(globex: Workspace, as_adam: Actor) -> None:
    with pytest.raises(Invalid) as refused:
        do(create_queue, actor=as_adam, name="Billing", teams=[make_team(globex, "Spies")])
    assert refused.value.field == "teams"


def test_what_cannot_be_changed_is_named(acme: Workspace, as_adam: Actor) -> None:
    with pytest.raises(Invalid) as refused:
        do(update_queue, inbox(acme), actor=as_adam, changes={"is_builtin": False})
    assert refused.value.field == "is_builtin"


def test_a_name_is_taken_whatever_its_capitals(acme: Workspace, globex: Workspace, as_adam: Actor) -> None:
    with pytest.raises(Conflict) as refused:
        do(create_queue, actor=as_adam, name="inBOX")
    assert (refused.value.field, refused.value.code) == ("name", "taken")
    queue = do(create_queue, actor=as_adam, name="Größe")
    with pytest.raises(Conflict):
        do(create_queue, actor=as_adam, name="GRößE")
    with pytest.raises(Conflict):
        do(update_queue, queue, actor=as_adam, changes={"name": "INBOX"})
    do(update_queue, queue, actor=as_adam, changes={"name": "GRößE"})
    assert acme.queues.count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_two_that_take_a_name_at_once_one_is_told(acme: Workspace, as_adam: Actor) -> None:
    results = at_once(4, lambda index: do(create_queue, actor=as_adam, name="Billing" if index % 2 else "BILLING"))
    assert [type(failure) for failure in failures(results)] == [Conflict] * 3
    assert acme.queues.count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_many_who_choose_the_default_at_once_one_is_last(acme: Workspace, as_adam: Actor) -> None:
    queues = [do(create_queue, actor=as_adam, name=f"Queue {number}") for number in range(4)]
    assert failures(at_once(4, lambda index: do(make_default_queue, queues[index], actor=as_adam))) == []
    assert acme.queues.filter(is_default=True).count() == 1


def test_teams_see_what_they_should(acme: Workspace, as_adam: Actor, alice: Membership, vera: Membership) -> None:
    team = make_team(acme, "HR", alice)
    private = do(create_queue, actor=as_adam, name="HR", access="private", teams=[team])
    shared = do(create_queue, actor=as_adam, name="Legal", access="teams", teams=[team])
    seen = {
        member.user.name: set(acme.queues.visible_to(member_actor(member)).values_list("name", flat=True))
        for member in acme.memberships.select_related("user", "custom_role")
    }
    assert seen == {"Adam": {"Inbox", shared.name}, "Alice": {"Inbox", shared.name, private.name}, "Vera": {"Inbox"}}
