"""A rehearsal tells what a change would do, and nothing of it stays."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Customer, Membership
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from tests.tickets.actions.kit import another
from tests.tickets.bulk.kit import many
from tickets.actions import mark_spam, merge_tickets
from tickets.bulk.rehearsal import rehearse
from tickets.models import Revision, Tally, Ticket


def everything() -> tuple[object, ...]:
    """Enough of the database to see whether anything happened."""
    tickets = Ticket._base_manager.order_by("id").values_list()
    others = [model._base_manager.count() for model in (Event, Revision, Tally)]
    return list(tickets), others


def test_it_tells_what_would_become_of_each(as_alice: Actor, carol: Customer, ticket: Ticket) -> None:
    merged, same = another(ticket), another(ticket, priority="high")
    with unit_of_work():
        merge_tickets(merged, actor=as_alice, into=ticket)
    before = everything()
    tickets = list(as_alice.workspace.tickets.visible_to(as_alice))
    outcomes = rehearse(tickets, actor=as_alice, changes={"priority": "high"})
    assert outcomes[ticket.pk].before == {"priority": "medium"}
    assert outcomes[ticket.pk].after == {"priority": "high"}
    assert [outcomes[one.pk].state for one in (ticket, merged, same)] == ["changed", "changed", "same"]
    refused = rehearse(tickets, actor=as_alice, changes={"status": "open"})[merged.pk]
    assert (refused.state, ticket.reference in refused.problem) == ("refused", True)
    assert everything() == before


CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "status": st.sampled_from(["open", "pending", "resolved", "closed"]),
        "priority": st.sampled_from(["low", "urgent"]),
        "add_tags": st.lists(st.sampled_from(["a", "b"]), min_size=1),
        "remove_tags": st.lists(st.sampled_from(["c", "d"]), min_size=1),
        "assignee": st.sampled_from([None, "alice"]),
    },
).filter(bool)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(CHANGES)
def test_what_is_rehearsed_is_what_happens(
    as_alice: Actor, alice: Membership, ticket: Ticket, changes: dict[str, object]
) -> None:
    if changes.get("assignee"):
        changes["assignee"] = str(alice.pk)
    spam = another(ticket, tags=["c", "a"])
    with unit_of_work():
        mark_spam(spam, actor=as_alice)
    told = rehearse(list(as_alice.workspace.tickets.visible_to(as_alice)), actor=as_alice, changes=changes)
    change = many(as_alice, **changes)
    happened = {row.ticket_id: (row.state, row.before, row.after, row.problem) for row in change.rows.all()}
    assert {key: (one.state, one.before, one.after, one.problem) for key, one in told.items()} == happened
