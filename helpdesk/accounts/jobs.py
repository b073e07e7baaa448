"""The jobs of the accounts."""

import datetime

from procrastinate.contrib.django import app

from helpdesk.accounts.actions.note_failed_sign_in import note_failed_sign_in
from helpdesk.accounts.actions.offer_customer_link import offer_customer_link
from helpdesk.accounts.actions.offer_password_reset import offer_password_reset
from helpdesk.accounts.actions.request_customer_link import LINK_ASKED
from helpdesk.accounts.actions.request_password_reset import RESET_ASKED
from helpdesk.accounts.actions.sign_in import SIGN_IN_FAILED
from helpdesk.accounts.models import Workspace
from helpdesk.accounts.signing_in.later import opened
from helpdesk.events.dispatch import QUEUE
from helpdesk.events.retry import Patient
from helpdesk.events.unit import unit_of_work


@app.task(name=SIGN_IN_FAILED, queue=QUEUE, retry=Patient())
def write_failed_sign_in(email: str, address: str, at: str) -> None:
    """Note a sign-in that failed, under its own moment."""
    with unit_of_work(origin=address) as unit:
        unit.now = datetime.datetime.fromisoformat(at)
        note_failed_sign_in(email=opened(email))


@app.task(name=RESET_ASKED, queue=QUEUE, retry=Patient())
def start_password_reset(email: str, address: str) -> None:
    """Make the link that somebody asked for, if the address is anybody's."""
    with unit_of_work(origin=address):
        offer_password_reset(email=opened(email))


@app.task(name=LINK_ASKED, queue=QUEUE, retry=Patient())
def start_customer_sign_in(email: str, address: str, workspace_id: str) -> None:
    """Have the link made that somebody asked for, if the address is a customer's."""
    workspace = Workspace.objects.filter(pk=workspace_id).first()
    if workspace is not None:
        with unit_of_work(origin=address):
            offer_customer_link(workspace, email=opened(email))
