"""The job that the outbox leaves behind."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from helpdesk.events.retry import Patient
from tests.tickets.mail.conftest import Mails, Sink
from tests.tickets.mail.test_delivery import Server
from tickets.jobs import send_mail
from tickets.mail.delivery import MailWaits
from tickets.models import Ticket


def test_the_job_of_a_mail_sends_it(ticket: Ticket, mails: Mails, smtp_server: Server, sink: Sink) -> None:
    (mail,) = mails(ticket)
    job = ProcrastinateJob.objects.get(task_name=send_mail.name)
    assert job.queue_name == "mail"
    with smtp_server():
        send_mail(**job.args)
    assert sink.messages[0]["Message-ID"] == mail.message_id


def test_a_job_that_cannot_send_fails_so_that_it_is_tried_again(
    ticket: Ticket, mails: Mails, smtp_server: Server
) -> None:
    mails(ticket)
    job = ProcrastinateJob.objects.get(task_name=send_mail.name)
    with pytest.raises(MailWaits):
        send_mail(**job.args)
    assert isinstance(send_mail.retry_strategy, Patient)
