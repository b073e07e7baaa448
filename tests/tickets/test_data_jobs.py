"""The jobs behind erasures and copies: what a verb enqueues, a worker can run."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from procrastinate.contrib.django import app

from helpdesk.accounts.actions.update_customer import update_customer
from helpdesk.accounts.actors import Actor, member_actor
from helpdesk.accounts.models import Customer, Membership
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from helpdesk.events.worker import LANES
from tickets.actions import erase_customer, request_export
from tickets.models import SearchEntry, Ticket
from tickets.reindexing import index_customer


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Path) -> None:
    settings.HELPDESK_HOME = tmp_path


def run_newest_job() -> None:
    """Do what a worker does with the job enqueued last, in a lane that some worker works on."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, queue_name, args FROM procrastinate_jobs ORDER BY id DESC LIMIT 1")
        name, queue, arguments = cursor.fetchone()
    assert any(queue in queues for queues in LANES.values())
    app.tasks[name](**json.loads(arguments))


def test_an_erasure_is_finished_by_its_job(as_alice: Actor, ticket: Ticket, carol: Customer) -> None:
    with unit_of_work():
        erasure = erase_customer(carol, actor=as_alice, address=carol.email)
    run_newest_job()
    erasure.refresh_from_db()
    assert erasure.state == "done"


def test_a_copy_is_made_by_its_job(adam: Membership, ticket: Ticket) -> None:
    with unit_of_work():
        export = request_export(actor=member_actor(adam), kind="workspace")
    run_newest_job()
    export.refresh_from_db()
    assert export.state == "ready"


def test_tickets_are_indexed_again_by_their_job(as_alice: Actor, ticket: Ticket, carol: Customer) -> None:
    with unit_of_work():
        update_customer(carol, actor=as_alice, changes={"name": "Zebulon"})
    with unit_of_work():
        index_customer(Event.objects.get(type="customer.changed"))
    run_newest_job()
    assert "zebulon" in SearchEntry.objects.across_workspaces("a test looks at one").get(ticket=ticket).document
