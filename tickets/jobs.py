"""The jobs of the tickets."""

import uuid

from procrastinate.contrib.django import app

from helpdesk.events.dispatch import QUEUE as EVENTS
from helpdesk.events.retry import Patient
from tickets.actions.erase_customer import QUEUE as SLOW
from tickets.actions.erase_customer import TASK as ERASE
from tickets.actions.request_export import TASK as EXPORT
from tickets.bulk.batch import run_batch
from tickets.bulk.queueing import TASK as BULK
from tickets.erasing.job import run_erasure
from tickets.exports.job import run_export
from tickets.handing_over import TASK as HAND_OVER
from tickets.handing_over import hand_over_batch
from tickets.mail.delivery import deliver
from tickets.mail.outbox import QUEUE, TASK
from tickets.reindexing import TASK as INDEX_CUSTOMER
from tickets.reindexing import index_batch
from tickets.retagging import TASK as RETAG
from tickets.retagging import retag_batch


@app.task(name=TASK, queue=QUEUE, retry=Patient())
def send_mail(workspace_id: str, mail_id: str) -> None:
    """Send one queued mail. Raises MailWaits until it is sent or given up."""
    deliver(uuid.UUID(workspace_id), uuid.UUID(mail_id))


@app.task(name=HAND_OVER, queue=EVENTS, retry=Patient())
def hand_over(workspace_id: str, member_id: str, to: str | None) -> None:
    """Pass on one batch of the tickets of somebody who left."""
    hand_over_batch(uuid.UUID(workspace_id), member_id, to)


@app.task(name=RETAG, retry=Patient())
def retag(workspace_id: str, change_id: int) -> None:
    """Give one batch of tickets the new word of a tag."""
    retag_batch(uuid.UUID(workspace_id), change_id)


@app.task(name=INDEX_CUSTOMER, queue=EVENTS, retry=Patient())
def index_customer(workspace_id: str, customer_id: str, after: str) -> None:
    """Index one batch of a customer's tickets again."""
    index_batch(uuid.UUID(workspace_id), uuid.UUID(customer_id), uuid.UUID(after))


@app.task(name=ERASE, queue=SLOW, retry=Patient())
def erase_person(workspace_id: str, erasure_id: str) -> None:
    """Erase what a person wrote and what was written to them."""
    run_erasure(uuid.UUID(workspace_id), uuid.UUID(erasure_id))


@app.task(name=EXPORT, queue=SLOW, retry=Patient())
def export(workspace_id: str, export_id: str) -> None:
    """Write a copy of data to be fetched."""
    run_export(uuid.UUID(workspace_id), uuid.UUID(export_id))


@app.task(name=BULK, retry=Patient())
def change_many(workspace_id: str, change_id: str) -> None:
    """Do one batch of a change of many tickets."""
    run_batch(uuid.UUID(workspace_id), uuid.UUID(change_id))
