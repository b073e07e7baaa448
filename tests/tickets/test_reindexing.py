"""A customer's tickets are found by the name they have now."""

import json
import uuid
from typing import Any

import pytest
from django.db import connection

from helpdesk.accounts.actions.update_customer import update_customer
from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Customer
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from tests.tickets.actions.kit import make_customer
from tickets import reindexing
from tickets.actions import create_ticket, merge_customers
from tickets.models import SearchEntry
from tickets.reindexing import index_batch, index_customer
from tickets.search import index_ticket


def queued() -> list[dict[str, Any]]:
    """The arguments of the batches that wait, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name = %s ORDER BY id", [reindexing.TASK])
        return [json.loads(row[0]) for row in cursor.fetchall()]


def work(event_type: str) -> None:
    """Run the handler of the newest such event and every batch that comes of it."""
    with unit_of_work():
        index_customer(Event.objects.filter(type=event_type).latest("id"))
    done = 0
    while done < len(queued()):
        index_batch(**{name: uuid.UUID(value) for name, value in queued()[done].items()})
        done += 1


def holding(word: str) -> int:
    found = SearchEntry.objects.across_workspaces("a test counts everything")
    return found.extra(where=["document @@ to_tsquery('simple', %s)"], params=[word]).count()


def open_tickets(actor: Actor, customer: Customer, number: int) -> None:
    for one in range(number):
        with unit_of_work():
            made = create_ticket(actor=actor, requester=customer, subject=f"T{one}", body="b", channel="desk")
            index_ticket(made.pk, made.workspace_id)


def test_a_new_name_is_found_on_every_ticket_in_batches(
    as_alice: Actor, carol: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reindexing, "BATCH", 2)
    open_tickets(as_alice, carol, 5)
    with unit_of_work():
        update_customer(carol, actor=as_alice, changes={"name": "Zebulon"})
    assert holding("zebulon") == 0
    work("customer.changed")
    assert (holding("zebulon"), holding("carol"), len(queued())) == (5, 5, 3)  # her address still says carol


def test_tickets_that_moved_are_found_by_who_has_them_now(as_alice: Actor, carol: Customer) -> None:
    double = make_customer(as_alice.workspace, "home@elsewhere.example")
    open_tickets(as_alice, double, 1)
    with unit_of_work():
        merge_customers(carol, actor=as_alice, other=double)
    work("customer.merged")
    assert holding("carol") == 1


def test_a_note_moves_nothing(as_alice: Actor, carol: Customer) -> None:
    with unit_of_work():
        update_customer(carol, actor=as_alice, changes={"notes": "tall"})
    work("customer.changed")
    assert queued() == []
