"""change_cc: who gets replies in copy."""

from collections.abc import Callable

import pytest

from helpdesk.accounts.actors import Actor, customer_actor
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from helpdesk.lib.errors import Conflict, Forbidden, Invalid, NotFound, Stale
from tests.tickets.actions.kit import fresh, hide
from tickets.actions import change_cc, change_priority, create_ticket, merge_tickets, update_ticket
from tickets.models import Ticket


def copy_to(ticket: Ticket, actor: Actor, *emails: str) -> Ticket:
    with unit_of_work():
        change_cc(ticket, actor=actor, to=emails)
    return fresh(ticket)


def test_addresses_are_set_in_one_spelling_without_repeats_and_without_the_requester(
    as_alice: Actor, ticket: Ticket
) -> None:
    changed = copy_to(ticket, as_alice, "Ana@X.example", "ana@x.example", "carol@customer.example", "bo@x.example")
    assert changed.cc_emails == ["ana@x.example", "bo@x.example"]
    assert copy_to(ticket, as_alice).cc_emails == []


def test_the_log_names_the_change_without_the_addresses(as_alice: Actor, ticket: Ticket) -> None:
    copy_to(ticket, as_alice, "ana@x.example")
    event = Event.objects.get(subject_id=ticket.pk, type="ticket.cc_changed")
    revision = ticket.revisions.get(pk=event.data["revision"])
    assert (revision.before, revision.after, event.visibility) == ([], ["ana@x.example"], "internal")
    assert "ana@" not in str(event.data)


def test_the_same_set_changes_nothing(changes_nothing: Callable, as_alice: Actor, ticket: Ticket) -> None:
    copy_to(ticket, as_alice, "ana@x.example", "bo@x.example")
    changes_nothing(lambda: change_cc(ticket, actor=as_alice, to=["bo@x.example", "ANA@x.example"]))


def test_update_ticket_takes_them_too(as_alice: Actor, ticket: Ticket) -> None:
    with unit_of_work():
        update_ticket(ticket, actor=as_alice, changes={"cc_emails": ["ana@x.example"]})
    assert fresh(ticket).cc_emails == ["ana@x.example"]


def test_whoever_asked_brings_in_ten_and_takes_out_anybody(as_carol: Actor, as_alice: Actor, ticket: Ticket) -> None:
    ten = [f"a{number}@x.example" for number in range(10)]
    assert copy_to(ticket, as_carol, *ten).cc_emails == ten
    with pytest.raises(Invalid) as refused:
        copy_to(ticket, as_carol, *ten, "more@x.example")
    assert refused.value.field == "cc_emails"
    copy_to(ticket, as_alice, *ten, "more@x.example", "most@x.example")
    assert len(copy_to(ticket, as_carol, *ten, "more@x.example").cc_emails) == 11
    assert copy_to(ticket, as_carol).cc_emails == []


def test_other_and_blocked_customers_change_none(changes_nothing: Callable, as_carol: Actor, ticket: Ticket) -> None:
    stranger = ticket.workspace.customers.create(email="mallory@customer.example", name="Mallory")
    with pytest.raises(NotFound):
        changes_nothing(
            lambda: change_cc(ticket, actor=customer_actor(stranger, ticket.workspace), to=["ana@x.example"])
        )
    ticket.workspace.customers.filter(pk=ticket.requester_id).update(is_blocked=True)
    with pytest.raises(Forbidden):
        changes_nothing(lambda: change_cc(ticket, actor=as_carol, to=["ana@x.example"]))


def test_a_customer_changes_no_copies_of_a_merged_ticket(
    changes_nothing: Callable, as_carol: Actor, as_alice: Actor, ticket: Ticket
) -> None:
    with unit_of_work():
        into = create_ticket(actor=as_carol, requester=ticket.requester, subject="s", body="b", channel="portal")
        merge_tickets(ticket, actor=as_alice, into=into)
    with pytest.raises(Conflict):
        changes_nothing(lambda: change_cc(ticket, actor=as_carol, to=["ana@x.example"]))


def test_a_hidden_or_foreign_ticket_is_not_found(as_alice: Actor, ticket: Ticket, foreign_ticket: Ticket) -> None:
    for unseen in (hide(ticket), foreign_ticket):
        with pytest.raises(NotFound):
            copy_to(unseen, as_alice, "ana@x.example")


@pytest.mark.parametrize(
    "emails",
    [["nobody"], ["a@x.example\nbcc: b@x.example"], [""], ["a\x00@x.example"], ["\ud800@x.example"],
     [f"a{number}@x.example" for number in range(21)]],
)  # fmt: skip
def test_what_is_no_address_and_too_many_are_refused(
    changes_nothing: Callable, as_alice: Actor, ticket: Ticket, emails: list[str]
) -> None:
    with pytest.raises(Invalid) as refused:
        changes_nothing(lambda: change_cc(ticket, actor=as_alice, to=emails))
    assert refused.value.field == "cc_emails"


def test_a_stale_writer_is_refused(changes_nothing: Callable, as_alice: Actor, ticket: Ticket) -> None:
    with unit_of_work():
        change_priority(ticket, actor=as_alice, to="urgent")
    with pytest.raises(Stale):
        changes_nothing(lambda: change_cc(ticket, actor=as_alice, to=["ana@x.example"], expected_version=1))
