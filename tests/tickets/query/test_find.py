"""The tickets a question is about."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from helpdesk.accounts.actions.ensure_customer import ensure_customer
from helpdesk.accounts.actors import Actor, customer_actor, member_actor, system_actor
from helpdesk.accounts.models import Customer, Membership, Workspace
from helpdesk.events.unit import unit_of_work
from helpdesk.http.keyset import Position
from helpdesk.lib.errors import Forbidden, Invalid
from tickets.actions import add_comment, assign_ticket, change_priority, change_status, change_tags, create_ticket
from tickets.models import Ticket, Watcher
from tickets.query.find import find_tickets, newest_tickets
from tickets.query.parse import parse
from tickets.search import index_ticket
from workflow.models import CustomField, CustomStatus, Queue

Write = Callable[..., Ticket]


def index(ticket: Ticket) -> None:
    with unit_of_work():
        index_ticket(ticket.pk, ticket.workspace_id)


@pytest.fixture
def write(as_carol: Actor, carol: Customer) -> Write:
    """A ticket with this subject, indexed; further values are put on its row as they are."""

    def make(subject: str, body: str = "nothing", tags: tuple[str, ...] = (), **values: Any) -> Ticket:
        with unit_of_work():
            made = create_ticket(
                actor=as_carol, requester=carol, channel="portal", subject=subject, body=body, tags=list(tags)
            )
        if values:
            carol.workspace.tickets.filter(pk=made.pk).update(**values)
            made.refresh_from_db()
        index(made)
        return made

    return make


def found(actor: Actor, text: str, **kwargs: Any) -> list[str]:
    """The subjects of what is found, oldest first; both ways of asking must agree."""
    query = parse(text)
    newest = [ticket.subject for ticket in newest_tickets(actor, query, limit=100, **kwargs)][::-1]
    if not kwargs:
        assert [ticket.subject for ticket in find_tickets(actor, query).order_by("created_at", "id")] == newest
    return newest


def test_everything_together(write: Write, as_alice: Actor, alice: Membership) -> None:
    late = write("late", "the printer smokes", tags=("late",))
    write("other", "the printer smokes")
    with unit_of_work():
        assign_ticket(late, actor=as_alice, to=alice)
    assert found(as_alice, 'is:open assignee:me tag:"late" created:<7d printer -scanner') == ["late"]
    assert found(as_alice, "is:open assignee:me tag:late created:>7d printer") == []


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("open", {"open", "undone"}),
        ("in_progress", {"open", "undone"}),
        ("pending", {"pending", "undone"}),
        ("resolved", {"resolved", "done"}),
        ("closed", {"closed", "done"}),
    ],
)
def test_each_status_by_its_words(status: str, words: set[str], ticket: Ticket, as_alice: Actor) -> None:
    with unit_of_work():
        change_status(ticket, actor=as_alice, to=status)
    tried = {"open", "pending", "resolved", "closed", "undone", "done"}
    assert {word for word in tried if found(as_alice, f"is:{word}")} == words
    assert {word for word in tried if not found(as_alice, f"-is:{word}")} == words
    assert (
        found(as_alice, f"status:{status}")
        == found(as_alice, f'status:"{status.replace("_", " ")}"')
        == [ticket.subject]
    )


def test_a_status_of_the_workspaces_own(write: Write, as_alice: Actor, acme: Workspace) -> None:
    label = CustomStatus(workspace=acme, label="With supplier", kind="pending")
    label.save()
    renamed = CustomStatus(workspace=acme, label="Fresh", kind="open", is_builtin=True)
    renamed.save()
    write("supplied", custom_status=label, status="pending")
    write("fresh")
    assert found(as_alice, 'status:"with SUPPLIER"') == found(as_alice, "is:pending") == ["supplied"]
    assert found(as_alice, "status:fresh") == ["fresh"]


def test_who_has_it(write: Write, as_alice: Actor, alice: Membership, adam: Membership) -> None:
    write("mine", assignee=alice)
    write("his", assignee=adam)
    write("nobodys")
    assert found(as_alice, "assignee:me") == found(as_alice, "is:mine") == ["mine"]
    assert found(as_alice, "assignee:none") == found(as_alice, "is:unassigned") == ["nobodys"]
    for name in ("Adam", "adam@acme.example", str(adam.pk)):
        assert found(as_alice, f"assignee:{name}") == ["his"]
    assert found(as_alice, "assignee:me,adam") == ["mine", "his"]
    assert found(as_alice, "-assignee:me") == ["his", "nobodys"]


def test_who_asked(write: Write, as_alice: Actor, acme: Workspace, carol: Customer) -> None:
    with unit_of_work():
        dora = ensure_customer(acme, email="dora@blue.example", name="Dora")
    blue = acme.organisations.create(name="Blue Ltd")
    acme.customers.filter(pk=dora.pk).update(organisation=blue)
    acme.customer_addresses.create(customer=dora, email="old@blue.example")
    write("carols", cc_emails=["boss@blue.example"])
    write("doras", requester=dora)
    assert found(as_alice, "requester:carol@customer.example") == ["carols"]
    assert found(as_alice, "DORA@blue.example") == found(as_alice, "requester:old@blue.example") == ["doras"]
    assert found(as_alice, 'org:"blue ltd"') == ["doras"]
    assert found(as_alice, '-org:"Blue Ltd"') == found(as_alice, "cc:boss@blue.example") == ["carols"]
    assert found(as_alice, "requester:nobody@blue.example") == []


def test_words_and_somebody_unknown_find_nothing(write: Write, as_alice: Actor) -> None:
    write("Lamp")
    assert found(as_alice, "lamp") == ["Lamp"]
    assert found(as_alice, "lamp requester:nobody@nowhere.example") == []
    assert found(as_alice, "Bcc: nobody@nowhere.example") == []


def test_queue_team_type_tag_priority_channel_and_number(
    write: Write, as_alice: Actor, acme: Workspace, alice: Membership
) -> None:
    billing = acme.queues.create(name="Billing")
    team = acme.teams.create(name="Second line")
    team.members.add(alice)
    question = acme.ticket_types.filter(archived_at=None).first()
    assert question is not None
    one = write("one", tags=("late",), queue=billing, assignee=alice, type=question, priority="urgent")
    write("two", tags=("two words",), channel="api")
    assert found(as_alice, "queue:billing") == ["one"]
    assert found(as_alice, "queue:Inbox") == ["two"]
    assert found(as_alice, "queue:inbox,billing") == ["one", "two"]
    assert found(as_alice, 'team:"second line"') == ["one"]
    assert found(as_alice, f"type:{question.word}") == found(as_alice, f'type:"{question.name}"') == ["one"]
    assert found(as_alice, "tag:late") == found(as_alice, '-tag:"two words"') == ["one"]
    assert found(as_alice, "tag:late,missing") == ["one"]
    assert found(as_alice, "priority:high,urgent") == ["one"]
    assert found(as_alice, "channel:api") == ["two"]
    assert found(as_alice, one.reference) == found(as_alice, f"number:{one.number}") == ["one"]


def test_times(write: Write, as_alice: Actor) -> None:
    now = timezone.now()
    write("old", created_at=now - datetime.timedelta(days=40), resolved_at=now - datetime.timedelta(days=2))
    write("new")
    assert found(as_alice, "created:>7d") == ["old"]
    assert found(as_alice, "created:<7d") == ["new"]
    assert found(as_alice, f"created:{now:%Y-%m-%d}") == ["new"]
    assert found(as_alice, "resolved:<3d") == ["old"]
    assert found(as_alice, "-resolved:<3d") == ["new"]
    assert found(as_alice, "updated:<1h") == ["old", "new"]


def test_watched_snoozed_and_spam(write: Write, as_alice: Actor, alice: Membership) -> None:
    now = timezone.now()
    watched = write("watched")
    Watcher(workspace=alice.workspace, ticket=watched, member=alice, created_at=now).save()
    write("asleep", snoozed_until=now + datetime.timedelta(days=1))
    write("awake", snoozed_until=now - datetime.timedelta(days=1))
    write("spam", is_spam=True)
    assert found(as_alice, "is:watched") == ["watched"]
    assert found(as_alice, "is:snoozed") == ["asleep"]
    assert found(as_alice, "is:spam") == ["spam"]
    assert found(as_alice, "-is:spam") == found(as_alice, "") == ["watched", "asleep", "awake"]
    assert found(as_alice, "spam") == []


@pytest.mark.parametrize(
    ("kind", "stored", "asked", "other"),
    [
        ("text", "Blue 7", '"Blue 7"', "Blue"),
        ("number", 42, "42", "43"),
        ("select", "Large", "large", "Small"),
        ("multi_select", ["Large", "Small"], "small", "Medium"),
        ("boolean", True, "yes", "no"),
        ("date", "2026-01-31", "2026-01-31", "2026-02-01"),
    ],
)
def test_fields_of_the_workspaces_own(
    kind: str, stored: Any, asked: str, other: str, write: Write, as_alice: Actor, acme: Workspace
) -> None:
    CustomField(workspace=acme, key="Size", label="Size", kind=kind, choices=["Large", "Medium", "Small"]).save()
    write("with", custom={"Size": stored})
    write("without")
    assert found(as_alice, f"field.size:{asked}") == ["with"]
    assert found(as_alice, f"-field.size:{asked}") == ["without"]
    assert found(as_alice, f"field.size:{other}") == []


@pytest.mark.parametrize(
    ("text", "named", "right"),
    [
        ("queue:nowhere", "nowhere", "Inbox"),
        ("queue:secret", "secret", "Inbox"),
        ("team:nobody", "nobody", "settings"),
        ("type:wish", "wish", "Use "),
        ("assignee:ghost", "ghost", "me, none"),
        ("assignee:eve@globex.example", "eve@globex.example", "me, none"),
        ("status:lost", "lost", "in_progress"),
        ("org:nowhere", "nowhere", "settings"),
        ("field.x:1", "x", "size"),
        ("field.size:maybe", "maybe", "yes or no"),
    ],
)
def test_a_name_that_the_workspace_does_not_have_is_refused(
    text: str, named: str, right: str, as_alice: Actor, acme: Workspace, eve: Membership
) -> None:
    CustomField(workspace=acme, key="size", label="Size", kind="boolean").save()
    acme.queues.create(name="Secret", access=Queue.Access.PRIVATE)
    with pytest.raises(Invalid) as refused:
        find_tickets(as_alice, parse(text))
    assert f"“{named}”" in refused.value.message
    assert right in refused.value.hint
    assert "Secret" not in refused.value.hint


def test_a_hidden_queue_is_left_out_and_takes_nobodys_place(
    write: Write, as_alice: Actor, adam: Membership, acme: Workspace
) -> None:
    hidden = acme.queues.create(name="HR", access=Queue.Access.PRIVATE)
    team = acme.teams.create(name="HR")
    team.members.add(adam)
    hidden.teams.add(team)
    write("open", "salary")
    for number in range(5):
        write(f"hidden {number}", "salary", queue=hidden)
    assert [ticket.subject for ticket in newest_tickets(as_alice, parse("salary"), limit=2)] == ["open"]
    assert len(found(member_actor(adam), "salary")) == 6
    assert found(as_alice, "-salary") == []


def test_a_ticket_moved_before_it_is_indexed_again_is_hidden_at_once(
    write: Write, as_alice: Actor, acme: Workspace
) -> None:
    ticket = write("moved", "salary")
    acme.tickets.filter(pk=ticket.pk).update(queue=acme.queues.create(name="HR", access=Queue.Access.PRIVATE))
    assert found(as_alice, "salary") == found(as_alice, "") == []


def test_a_customer_has_only_own_tickets_and_no_words_to_find_notes_by(
    write: Write, acme: Workspace, as_carol: Actor
) -> None:
    write("carols", "printer")
    with unit_of_work():
        dora = ensure_customer(acme, email="dora@blue.example", name="Dora")
    assert found(as_carol, "is:open") == ["carols"]
    assert found(customer_actor(dora, acme), "is:open") == []
    with pytest.raises(Forbidden):
        found(as_carol, "printer")


def test_rules_and_sweeps_find_what_is_in_private_queues_too(write: Write, acme: Workspace) -> None:
    write("hidden", "salary", queue=acme.queues.create(name="HR", access=Queue.Access.PRIVATE))
    assert found(system_actor(acme), "salary") == ["hidden"]


def test_another_workspaces_words_are_not_found(
    acme: Workspace, as_alice: Actor, eve: Membership, foreign_ticket: Ticket
) -> None:
    index(foreign_ticket)
    assert found(member_actor(eve), "secret") == ["Secret"]
    assert found(as_alice, "secret") == []


def test_markers_cannot_be_typed(write: Write, as_alice: Actor, acme: Workspace) -> None:
    ticket = write("plain")
    for marker in (f"W{acme.pk.hex}", f"Q{ticket.queue_id}", f"M{ticket.created_at:%Y%m}"):
        assert found(as_alice, marker) == found(as_alice, f"{marker[:9]}*" if len(marker) > 3 else marker) == []
    hidden = acme.queues.create(name="HR", access=Queue.Access.PRIVATE)
    write("says", f"Q{hidden.pk} q{hidden.pk} word")
    assert found(as_alice, "word") == ["says"]


@pytest.mark.parametrize("months", [0, 1, 2, 3, 7, 20, 130])
def test_however_old_a_ticket_is_its_words_find_it(months: int, write: Write, as_alice: Actor) -> None:
    write("new")
    created_at = timezone.now() - datetime.timedelta(days=months * 30.5)
    write("old", "needle", created_at=created_at)
    assert found(as_alice, "needle") == ["old"]
    assert found(as_alice, "-needle") == ["new"]


def test_pages_come_by_every_hit_once_across_months(write: Write, as_alice: Actor) -> None:
    now = timezone.now()
    for number in range(12):
        write(f"hit {number}", "needle", created_at=now - datetime.timedelta(days=20 * number))
    query, seen, position = parse("needle"), [], None
    while page := list(newest_tickets(as_alice, query, limit=5, position=position)):
        seen += [ticket.subject for ticket in page]
        position = Position(page[-1].created_at, page[-1].pk)
    assert seen == [f"hit {number}" for number in range(12)]


def test_filters_thin_out_the_words_without_stopping_too_soon(write: Write, as_alice: Actor) -> None:
    now = timezone.now()
    for number in range(6):
        write(f"low {number}", "needle", created_at=now - datetime.timedelta(days=number))
    write("urgent", "needle", created_at=now - datetime.timedelta(days=400), priority="urgent")
    assert [ticket.subject for ticket in newest_tickets(as_alice, parse("needle priority:urgent"), limit=2)] == [
        "urgent"
    ]


@pytest.mark.parametrize("words", ["'", "\\", "()<->:*!", "a" * 500, "%s", "🙂 🙂x", "x:* & y", "⑴⑴⑴*", "½½½*", "ﬁﬁﬁ*"])
def test_no_words_break_it(words: str, write: Write, as_alice: Actor) -> None:
    write("ticket")
    try:
        query = parse(words)
    except Invalid:
        return
    assert found(as_alice, words) in ([], ["ticket"])
    assert query.words or query.filters


def test_statements_do_not_grow(write: Write, as_alice: Actor, django_assert_num_queries: Any) -> None:
    for number in range(8):
        write(f"hit {number}", "needle", tags=("late",))
    with django_assert_num_queries(1):
        assert len(newest_tickets(as_alice, parse("needle is:open assignee:me,none tag:late"), limit=5)) == 5


def test_what_changes_is_found_by_what_it_is_now(write: Write, as_alice: Actor) -> None:
    ticket = write("ticket")
    with unit_of_work():
        change_priority(ticket, actor=as_alice, to="high")
        change_tags(ticket, actor=as_alice, to=["new"])
        add_comment(ticket, actor=as_alice, body="unplug", is_internal=True)
    assert found(as_alice, "priority:high tag:new") == ["ticket"]
    assert found(as_alice, "unplug") == []
    index(ticket)
    assert found(as_alice, "unplug new") == ["ticket"]
