"""Organisations: names, external ids and mail domains that are theirs alone."""

from typing import Any

import pytest
from django.utils import timezone

from helpdesk.accounts.actions.create_organisation import create_organisation
from helpdesk.accounts.actions.delete_organisation import delete_organisation
from helpdesk.accounts.actions.ensure_customer import ensure_customer
from helpdesk.accounts.actions.update_organisation import update_organisation
from helpdesk.accounts.actors import Actor, member_actor
from helpdesk.accounts.models import Customer, Membership, Organisation
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from helpdesk.lib.errors import Conflict, Forbidden, Invalid, NotFound
from tests.together import at_once, failures


def make(actor: Actor, name: str = "Initech", **fields: Any) -> Organisation:
    with unit_of_work():
        return create_organisation(actor=actor, name=name, **fields)


def change(organisation: Organisation, actor: Actor, **changes: Any) -> Organisation:
    with unit_of_work():
        return update_organisation(organisation, actor=actor, changes=changes)


def test_domains_are_kept_in_the_spelling_of_stored_addresses(as_alice: Actor) -> None:
    made = make(as_alice, domains=["Initech.Example", "@initech.example", " ", "xn--bcher-kva.example"])
    assert made.domains == ["initech.example", "bücher.example"]
    with unit_of_work():
        customer = ensure_customer(as_alice.workspace, email="ana@xn--bcher-kva.example")
    assert customer.organisation == made


def test_a_change_is_audited_with_before_and_after(as_alice: Actor) -> None:
    made = make(as_alice, domains=["initech.example"], notes="They pay late.")
    change(made, as_alice, name="Initrode", domains=[], notes="No longer.", shares_tickets=True)
    entry = as_alice.workspace.audit_entries.get(action="organisation.changed")
    assert entry.before == {"name": "Initech", "domains": ["initech.example"], "shares_tickets": False}
    assert entry.after == {"name": "Initrode", "domains": [], "shares_tickets": True}
    assert Event.objects.filter(subject_id=made.pk).count() == 2


def test_saying_the_same_again_changes_nothing(as_alice: Actor) -> None:
    made = make(as_alice, domains=["initech.example"])
    change(made, as_alice, name="Initech", domains=["INITECH.example"])
    assert Event.objects.filter(subject_id=made.pk).count() == 1


def known(actor: Actor, email: str) -> Customer:
    with unit_of_work():
        return ensure_customer(actor.workspace, email=email)


def belongs(customer: Customer) -> str:
    customer.refresh_from_db()
    return customer.organisation.name if customer.organisation else ""


def test_who_is_known_already_joins_with_the_domain(as_alice: Actor) -> None:
    ana, ben, dan = (known(as_alice, f"{name}@initech.example") for name in ("ana", "ben", "dan"))
    near = [
        known(as_alice, f"x@{domain}") for domain in ("sub.initech.example", "myinitech.example", "initech.example.org")
    ]
    elsewhere = make(as_alice, name="Elsewhere")
    Customer._base_manager.filter(pk=ben.pk).update(organisation=elsewhere)
    Customer._base_manager.filter(pk=dan.pk).update(erased_at=timezone.now())
    made = make(as_alice, domains=["initech.example"])
    assert [belongs(one) for one in (ana, ben, dan, *near)] == ["Initech", "Elsewhere", "", "", "", ""]
    zoe = known(as_alice, "zoe@initrode.example")
    change(made, as_alice, domains=["initech.example", "initrode.example"])
    assert belongs(zoe) == "Initech"
    events = Event.objects.filter(type__startswith="organisation.", subject_id=made.pk).order_by("id")
    assert [event.data["joined"] for event in events] == [1, 1]
    change(made, as_alice, domains=[])
    assert belongs(ana) == "Initech"


def test_nobody_of_another_workspace_joins(as_alice: Actor, eve: Membership) -> None:
    foreign = known(member_actor(eve), "ana@initech.example")
    make(as_alice, domains=["initech.example"])
    assert belongs(foreign) == ""


def test_deleting_one_leaves_its_customers(as_alice: Actor, carol: Customer) -> None:
    made = make(as_alice)
    Customer._base_manager.filter(pk=carol.pk).update(organisation=made)
    with unit_of_work():
        delete_organisation(made, actor=as_alice)
    carol.refresh_from_db()
    assert carol.organisation is None
    assert as_alice.workspace.audit_entries.get(action="organisation.deleted").before["name"] == "Initech"


def test_two_workspaces_may_know_the_same_organisation(as_alice: Actor, eve: Membership) -> None:
    make(as_alice, domains=["initech.example"], external_id="1")
    make(member_actor(eve), domains=["initech.example"], external_id="1")


def test_customers_make_none(as_carol: Actor) -> None:
    with pytest.raises(Forbidden):
        make(as_carol)


def test_another_workspaces_is_not_found(as_alice: Actor, eve: Membership) -> None:
    foreign = make(member_actor(eve))
    with pytest.raises(NotFound):
        change(foreign, as_alice, name="Mine")
    with pytest.raises(NotFound), unit_of_work():
        delete_organisation(foreign, actor=as_alice)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": "initech"}, "name"),
        ({"external_id": "1"}, "external_id"),
        ({"domains": ["other.example", "INITECH.example"]}, "domains"),
    ],
)
def test_what_is_anothers_is_refused_by_name(as_alice: Actor, fields: dict[str, Any], field: str) -> None:
    make(as_alice, domains=["initech.example"], external_id="1")
    with pytest.raises(Conflict) as refused:
        make(as_alice, **({"name": "Other"} | fields))
    assert refused.value.field == field
    other = make(as_alice, "Other")
    with pytest.raises(Conflict):
        change(other, as_alice, **fields)


@pytest.mark.parametrize("domain", ["gmail.com", "GMail.com", "no domain", "a@b.example", "-.example", "x\x00.example"])
def test_public_and_broken_domains_are_refused_with_a_hint(as_alice: Actor, domain: str) -> None:
    with pytest.raises(Invalid) as refused:
        make(as_alice, domains=[domain])
    assert refused.value.field == "domains"
    assert refused.value.hint


@pytest.mark.parametrize("name", ["", " ", "x" * 121, "\x00", "\ud800"])
def test_a_name_is_needed_and_text(as_alice: Actor, name: str) -> None:
    with pytest.raises(Invalid) as refused:
        make(as_alice, name)
    assert refused.value.field == "name"


@pytest.mark.django_db(transaction=True)
def test_a_domain_claimed_by_many_at_once_is_given_once(as_alice: Actor) -> None:
    results = at_once(4, lambda number: make(as_alice, f"Initech {number}", domains=["initech.example"]))
    assert [type(failure) for failure in failures(results)] == [Conflict] * 3
