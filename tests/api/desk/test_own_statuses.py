"""Statuses of the workspace's own under the words of the desk contract."""

from helpdesk.accounts.actors import member_actor
from helpdesk.accounts.models import Membership
from helpdesk.events.unit import unit_of_work
from helpdesk.lib.ids import to_typeid
from tests.cast import Api
from tickets.actions import change_status
from tickets.models import Ticket
from workflow.actions.create_status import create_status


def test_the_word_already_shown_keeps_the_workspaces_own_label(desk: Api, ticket: Ticket, alice: Membership) -> None:
    actor = member_actor(alice)
    with unit_of_work():
        parts = create_status(actor=actor, label="With supplier", kind="pending")
        gone = create_status(actor=actor, label="Withdrawn", kind="closed")
        change_status(ticket, actor=actor, to=parts)
    address = f"tickets/{to_typeid('tkt', ticket.pk)}"
    assert desk("PATCH", address, {"status": "pending"}).status_code == 200
    ticket.refresh_from_db()
    assert ticket.custom_status_id == parts.pk
    with unit_of_work():
        change_status(ticket, actor=actor, to=gone)
    assert desk("DELETE", address).status_code == 200
    ticket.refresh_from_db()
    assert (ticket.status, ticket.custom_status_id) == ("closed", gone.pk)
    assert desk("PATCH", address, {"status": "open"}).status_code == 200
    ticket.refresh_from_db()
    assert ticket.status == "open"
    assert ticket.custom_status is None
