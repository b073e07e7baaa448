"""Erasing a person while others erase the same one, or while new mail comes in."""

from typing import Any

import pytest

from helpdesk.accounts.actions.ensure_customer import ensure_customer
from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Customer, Workspace
from helpdesk.events.unit import unit_of_work
from tests.tickets.actions.kit import make_customer
from tests.together import at_once, failures
from tickets.actions import create_ticket, erase_customer
from tickets.erasing.job import run_erasure


@pytest.fixture
def zeb(acme: Workspace) -> Customer:
    return make_customer(acme, "zeb@customer.example")


@pytest.mark.django_db(transaction=True)
def test_two_who_erase_at_once_get_one_receipt(as_alice: Actor, zeb: Customer) -> None:
    def begin(_number: int) -> Any:
        with unit_of_work():
            return erase_customer(zeb, actor=as_alice, address="zeb@customer.example").pk

    results = at_once(4, begin)
    assert not failures(results)
    assert len(set(results)) == 1
    assert as_alice.workspace.erasures.count() == 1


@pytest.mark.django_db(transaction=True)
def test_what_comes_in_meanwhile_is_erased_or_somebody_new(as_alice: Actor, zeb: Customer) -> None:
    address = zeb.email

    def act(number: int) -> Any:
        with unit_of_work():
            if number == 0:
                return erase_customer(zeb, actor=as_alice, address=address)
            customer = ensure_customer(as_alice.workspace, email=address)
            return create_ticket(actor=as_alice, requester=customer, subject="Zebulon", body="b", channel="desk")

    results = at_once(6, act)
    assert not failures(results)
    run_erasure(as_alice.workspace.pk, results[0].pk)
    assert set(zeb.tickets.values_list("subject", flat=True)) <= {"[erased]"}
    assert as_alice.workspace.tickets.count() == 5
