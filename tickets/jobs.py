"""The jobs of the tickets."""

import uuid

from procrastinate.contrib.django import app

from helpdesk.events.retry import Patient
from tickets.mail.delivery import deliver
from tickets.mail.outbox import QUEUE, TASK


@app.task(name=TASK, queue=QUEUE, retry=Patient())
def send_mail(workspace_id: str, mail_id: str) -> None:
    """Send one queued mail. Raises MailWaits until it is sent or given up."""
    deliver(uuid.UUID(workspace_id), uuid.UUID(mail_id))
