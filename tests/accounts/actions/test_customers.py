"""Customers: made, changed, blocked; an address is one customer's, and domains lead to organisations."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from helpdesk.accounts.actions.block_customer import block_customer
from helpdesk.accounts.actions.create_customer import create_customer
from helpdesk.accounts.actions.create_organisation import create_organisation
from helpdesk.accounts.actions.ensure_customer import ensure_customer
from helpdesk.accounts.actions.unblock_customer import unblock_customer
from helpdesk.accounts.actions.update_customer import update_customer
from helpdesk.accounts.actors import Actor, member_actor
from helpdesk.accounts.models import Customer, Membership, Workspace
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from helpdesk.lib.errors import Conflict, Forbidden, HelpdeskError, Invalid, NotFound
from tests.together import at_once, failures


def change(customer: Customer, actor: Actor, **changes: Any) -> Customer:
    with unit_of_work():
        return update_customer(customer, actor=actor, changes=changes)


def make(actor: Actor, email: str = "dora@customer.example", **fields: Any) -> Customer:
    with unit_of_work():
        return create_customer(actor=actor, email=email, **fields)


def seen(workspace: Workspace, email: str) -> Customer:
    with unit_of_work():
        return ensure_customer(workspace, email=email)


def test_a_customer_is_taken_down_with_all_that_is_known(as_alice: Actor) -> None:
    made = make(as_alice, "Dora@Customer.example", name=" Dora\n", external_id="42", language="de", notes="a\r\nb ")
    row = as_alice.workspace.customers.get(pk=made.pk)
    assert (row.email, row.name, row.external_id, row.language, row.notes) == (
        "dora@customer.example", "Dora", "42", "de", "a\nb",
    )  # fmt: skip
    assert Event.objects.get(subject_id=made.pk).type == "customer.created"


def test_everything_about_a_customer_can_be_changed(as_alice: Actor, carol: Customer) -> None:
    with unit_of_work():
        initech = create_organisation(actor=as_alice, name="Initech")
    change(carol, as_alice, name="Carola", email="carola@customer.example", external_id="7", organisation=initech)
    carol.refresh_from_db()
    assert (carol.name, carol.email, carol.external_id) == ("Carola", "carola@customer.example", "7")
    assert carol.organisation == initech
    event = Event.objects.get(subject_id=carol.pk, type="customer.changed")
    assert sorted(event.data["fields"]) == ["email", "external_id", "name", "organisation"]


def test_the_logs_name_no_customer(as_alice: Actor, carol: Customer) -> None:
    change(carol, as_alice, name="Zebulon", email="zebulon@customer.example", notes="zebulon is tall")
    with unit_of_work():
        block_customer(carol, actor=as_alice)
    kept: list[tuple[Any, ...]] = [*as_alice.workspace.audit_entries.values_list("subject_name", "before", "after")]
    kept += Event.objects.filter(subject_id=carol.pk).values_list("data")
    assert kept
    assert not [row for row in kept if "zebulon" in str(row).lower() or "carol" in str(row).lower()]


def test_saying_the_same_again_changes_nothing(as_alice: Actor, carol: Customer) -> None:
    change(carol, as_alice, name="Carol", email="CAROL@customer.example")
    assert not Event.objects.filter(subject_id=carol.pk).exists()


def test_blocking_and_unblocking_are_audited_once_each(as_alice: Actor, carol: Customer) -> None:
    for verb in (block_customer, block_customer, unblock_customer, unblock_customer):
        with unit_of_work(origin="192.0.2.7"):
            verb(carol, actor=as_alice)
    entries = as_alice.workspace.audit_entries.filter(subject_id=str(carol.pk)).order_by("id")
    assert [(entry.action, entry.before, entry.after, entry.address) for entry in entries] == [
        ("customer.blocked", {"is_blocked": False}, {"is_blocked": True}, "192.0.2.7"),
        ("customer.unblocked", {"is_blocked": True}, {"is_blocked": False}, "192.0.2.7"),
    ]


def test_a_further_address_finds_its_customer(acme: Workspace, carol: Customer) -> None:
    acme.customer_addresses.create(customer=carol, email="c@old.example")
    assert seen(acme, "C@old.example") == carol
    assert acme.customers.count() == 1


def test_first_and_further_address_can_change_places(as_alice: Actor, carol: Customer) -> None:
    as_alice.workspace.customer_addresses.create(customer=carol, email="c@old.example")
    assert change(carol, as_alice, email="c@old.example").email == "c@old.example"
    assert [row.email for row in carol.addresses.all()] == ["carol@customer.example"]


def test_a_new_customer_joins_the_organisation_of_the_domain(as_alice: Actor, carol: Customer) -> None:
    with unit_of_work():
        initech = create_organisation(actor=as_alice, name="Initech", domains=["initech.example"])
    assert seen(as_alice.workspace, "peter@Initech.example").organisation == initech
    assert make(as_alice, "samir@initech.example").organisation == initech
    assert seen(as_alice.workspace, "peter@sub.initech.example").organisation is None


def test_somebody_known_is_found_with_one_statement(acme: Workspace, carol: Customer) -> None:
    with unit_of_work(), CaptureQueriesContext(connection) as captured:
        ensure_customer(acme, email="carol@customer.example", name="C")
    assert len(captured) == 1


def test_customers_change_nobody(as_carol: Actor, carol: Customer) -> None:
    with pytest.raises(Forbidden):
        change(carol, as_carol, name="Queen")


def test_another_workspaces_customer_is_not_found(as_alice: Actor, globex: Workspace) -> None:
    gus = seen(globex, "gus@customer.example")
    with pytest.raises(NotFound):
        change(gus, as_alice, name="x")
    with pytest.raises(NotFound), unit_of_work():
        block_customer(gus, actor=as_alice)


def test_another_workspaces_organisation_is_none_of_ours(as_alice: Actor, carol: Customer, eve: Membership) -> None:
    with unit_of_work():
        foreign = create_organisation(actor=member_actor(eve), name="Vandelay")
    with pytest.raises(Invalid, match="organisation"):
        change(carol, as_alice, organisation=foreign)
    with pytest.raises(Invalid, match="organisation"):
        make(as_alice, organisation=foreign)


@pytest.mark.parametrize("email", ["carol@customer.example", "Carol@Customer.Example", "c@old.example"])
def test_an_address_that_is_somebodys_cannot_become_anothers(as_alice: Actor, carol: Customer, email: str) -> None:
    as_alice.workspace.customer_addresses.create(customer=carol, email="c@old.example")
    dora = make(as_alice)
    with pytest.raises(Conflict) as refused:
        make(as_alice, email)
    assert refused.value.field == "email"
    with pytest.raises(Conflict) as refused:
        change(dora, as_alice, email=email)
    assert refused.value.field == "email"


def test_an_external_id_is_one_customers_and_an_empty_one_nobodys(as_alice: Actor, carol: Customer) -> None:
    change(carol, as_alice, external_id="7")
    with pytest.raises(Conflict) as refused:
        make(as_alice, external_id="7")
    assert refused.value.field == "external_id"
    make(as_alice, "a@customer.example", external_id="")
    make(as_alice, "b@customer.example", external_id="")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "nobody"),
        ("email", "a@b.example, c@d.example"),
        ("email", "x\x00@b.example"),
        ("name", "x" * 121),
        ("name", "\x00"),
        ("name", "\ud800"),
        ("external_id", "x" * 201),
        ("language", "klingon"),
        ("language", "\x00"),
        ("notes", "x" * 5001),
        ("notes", "\ud800"),
    ],
)
def test_what_no_field_takes_is_refused_by_name(as_alice: Actor, carol: Customer, field: str, value: str) -> None:
    before = Customer._base_manager.filter(pk=carol.pk).values().get()
    with pytest.raises(Invalid) as refused:
        change(carol, as_alice, **{field: value})
    assert refused.value.field == field
    assert Customer._base_manager.filter(pk=carol.pk).values().get() == before


@pytest.mark.django_db(transaction=True)
def test_one_address_asked_for_by_many_at_once_is_given_once(as_alice: Actor, carol: Customer) -> None:
    workspace = as_alice.workspace

    def ask(number: int) -> Any:
        if number % 3 == 0:
            return make(as_alice, "new@customer.example")
        if number % 3 == 1:
            return seen(workspace, "new@customer.example")
        return change(carol, as_alice, email="new@customer.example")

    results = at_once(6, ask)
    assert all(isinstance(failure, HelpdeskError) for failure in failures(results))
    owners = workspace.customers.filter(email="new@customer.example").count()
    assert owners + workspace.customer_addresses.filter(email="new@customer.example").count() == 1
