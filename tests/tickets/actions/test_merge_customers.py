"""Two customers who are one person."""

from typing import Any

import pytest

from helpdesk.accounts.actions.create_organisation import create_organisation
from helpdesk.accounts.actions.ensure_customer import ensure_customer
from helpdesk.accounts.actions.update_customer import update_customer
from helpdesk.accounts.actors import Actor, customer_actor
from helpdesk.accounts.models import Customer, Workspace
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from helpdesk.lib.errors import Forbidden, HelpdeskError, Invalid, NotFound
from tests.tickets.actions.kit import make_customer
from tests.together import at_once, failures
from tickets.actions import add_comment, create_ticket, erase_customer, merge_customers
from tickets.actions.change_cc import change_cc
from tickets.magic_links import make_link, open_link
from tickets.models import Ticket
from tickets.people import holdings_of
from tickets.reindexing import index_customer

# Everything that refers to a customer: each must move, or be known not to.
REFERENCES = {
    "accounts.customeraddress.customer", "tickets.ticket.requester", "tickets.comment.author_customer",
    "tickets.magiclink.customer", "tickets.export.customer", "tickets.erasure.customer",
    "accounts.customerlink.customer", "accounts.customersession.customer",
}  # fmt: skip


def merge(kept: Customer, other: Customer, actor: Actor) -> Customer:
    with unit_of_work():
        return merge_customers(kept, actor=actor, other=other)


def ask(customer: Customer, subject: str = "Help") -> Ticket:
    with unit_of_work():
        actor = customer_actor(customer, customer.workspace)
        return create_ticket(actor=actor, requester=customer, subject=subject, body="b", channel="portal")


@pytest.fixture
def double(acme: Workspace) -> Customer:
    """Carol, who also wrote from home."""
    return make_customer(acme, "carol@home.example")


def test_the_tables_that_refer_to_a_customer_are_known() -> None:
    found = {f"{one.related_model._meta.label_lower}.{one.field.name}" for one in Customer._meta.related_objects}
    assert found == REFERENCES


def test_everything_moves(as_alice: Actor, carol: Customer, double: Customer) -> None:
    asked = ask(double)
    with unit_of_work():
        comment = add_comment(asked, actor=customer_actor(double, double.workspace), body="More")
        link = make_link(asked, customer=double).partition("?t=")[2]
    assert merge(carol, double, as_alice) == carol
    asked.refresh_from_db()
    comment.refresh_from_db()
    assert (asked.requester, comment.author_customer) == (carol, carol)
    opened = open_link(link, workspace=as_alice.workspace)
    assert (opened.actor.id, opened.ticket) == (carol.pk, asked)
    assert not as_alice.workspace.customers.filter(pk=double.pk).exists()


def test_the_other_address_becomes_a_further_one(as_alice: Actor, carol: Customer, double: Customer) -> None:
    as_alice.workspace.customer_addresses.create(customer=double, email="carol@older.example")
    merge(carol, double, as_alice)
    assert sorted(row.email for row in carol.addresses.all()) == ["carol@home.example", "carol@older.example"]
    with unit_of_work():
        assert ensure_customer(as_alice.workspace, email="carol@home.example") == carol


def test_what_one_lacks_comes_from_the_other(as_alice: Actor, carol: Customer, double: Customer) -> None:
    with unit_of_work():
        home = create_organisation(actor=as_alice, name="Home")
        changes = {"name": "C", "external_id": "42", "language": "de", "organisation": home, "notes": "Calls at noon."}
        update_customer(double, actor=as_alice, changes=changes)
        update_customer(carol, actor=as_alice, changes={"notes": "Is friendly."})
    kept = merge(carol, double, as_alice)
    assert (kept.name, kept.external_id, kept.language, kept.organisation) == ("Carol", "42", "de", home)
    assert kept.notes == "Is friendly.\n\nCalls at noon."


def test_nobody_is_in_copy_on_an_own_ticket(as_alice: Actor, carol: Customer, double: Customer) -> None:
    asked = ask(double)
    with unit_of_work():
        change_cc(asked, actor=as_alice, to=["carol@customer.example", "dave@customer.example"])
    before = asked.version
    merge(carol, double, as_alice)
    asked.refresh_from_db()
    assert asked.cc_emails == ["dave@customer.example"]
    assert asked.version > before


def test_it_is_audited_without_names(as_alice: Actor, carol: Customer, double: Customer) -> None:
    ask(double)
    merge(carol, double, as_alice)
    entry = as_alice.workspace.audit_entries.get(action="customer.merged")
    assert entry.after["tickets"] == 1
    assert "carol" not in f"{entry.subject_name}{entry.after}"
    event = Event.objects.get(type="customer.merged")
    assert (event.subject_id, event.data) == (carol.pk, {"merged": str(double.pk), "tickets": 1})


def test_the_preview_tells_what_moves_as_far_as_it_is_seen(as_alice: Actor, carol: Customer, double: Customer) -> None:
    ask(double)
    hidden = ask(double)
    hr = as_alice.workspace.queues.create(name="HR", access="private")
    Ticket._base_manager.filter(pk=hidden.pk).update(queue=hr)
    found = holdings_of(double, actor=as_alice)
    assert (found.tickets, found.sees_all) == (1, False)
    assert holdings_of(carol, actor=as_alice).sees_all


def test_moved_tickets_are_indexed_under_the_name_that_stayed(
    as_alice: Actor, carol: Customer, double: Customer
) -> None:
    asked = ask(double)
    merge(carol, double, as_alice)
    with unit_of_work():
        index_customer(Event.objects.get(type="customer.merged"))
    assert asked.pk  # the batch itself is tested with the index


def test_customers_merge_nobody(as_carol: Actor, carol: Customer, double: Customer) -> None:
    with pytest.raises(Forbidden):
        merge(carol, double, as_carol)


def test_never_across_workspaces(as_alice: Actor, carol: Customer, globex: Workspace) -> None:
    gus = make_customer(globex, "gus@customer.example")
    for pair in ((carol, gus), (gus, carol)):
        with pytest.raises(NotFound):
            merge(*pair, as_alice)
    assert globex.customers.count() == 1


def test_not_with_oneself_nor_with_the_erased(as_alice: Actor, carol: Customer, double: Customer) -> None:
    with pytest.raises(Invalid):
        merge(carol, carol, as_alice)
    with unit_of_work():
        erase_customer(double, actor=as_alice, address="carol@home.example")
    with pytest.raises(HelpdeskError, match="erased"):
        merge(carol, double, as_alice)


@pytest.mark.django_db(transaction=True)
def test_opposite_merges_at_once_leave_one_customer_with_everything(
    as_alice: Actor, carol: Customer, double: Customer
) -> None:
    ask(carol), ask(double)
    results = at_once(4, lambda number: merge(*((carol, double) if number % 2 else (double, carol)), as_alice))
    assert [type(failure) for failure in failures(results)] == [NotFound] * 3
    left = as_alice.workspace.customers.get()
    assert left.tickets.count() == 2
    assert {left.email, *left.addresses.values_list("email", flat=True)} == {carol.email, double.email}


@pytest.mark.django_db(transaction=True)
def test_a_ticket_that_comes_in_meanwhile_is_not_lost(as_alice: Actor, carol: Customer, double: Customer) -> None:
    def act(number: int) -> Any:
        if number == 0:
            return merge(carol, double, as_alice)
        with unit_of_work():
            customer = ensure_customer(as_alice.workspace, email="carol@home.example")
            return create_ticket(actor=as_alice, requester=customer, subject=str(number), body="b", channel="desk")

    assert not failures(at_once(6, act))
    assert as_alice.workspace.customers.get().tickets.count() == 5
