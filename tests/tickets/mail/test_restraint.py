"""Nobody's mailbox is flooded through us (R-33)."""

import datetime
from typing import Any

import pytest

from helpdesk.accounts.actions.ensure_customer import ensure_customer
from helpdesk.accounts.actors import Actor, customer_actor
from helpdesk.accounts.models import Workspace
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from tests.together import at_once, failures
from tickets.actions import add_comment, create_ticket
from tickets.actions.request_link import request_link
from tickets.mail.handlers import confirm_ticket, mail_reply
from tickets.mail.requested_link import mail_requested_link
from tickets.models import OutboundMail, Ticket

pytestmark = pytest.mark.usefixtures("limiter")
VICTIM = "victim@customer.example"


def ask(workspace: Workspace, email: str = VICTIM) -> Ticket:
    """A request under this address, and what the handler makes of it."""
    with unit_of_work():
        customer = ensure_customer(workspace, email=email)
        ticket = create_ticket(
            actor=customer_actor(customer, workspace), requester=customer, subject="x", body="x", channel="api"
        )
    with unit_of_work():
        confirm_ticket(Event.objects.get(subject_id=ticket.pk, type="ticket.created"))
    return ticket


def states(kind: str = "confirmation", to: str = VICTIM) -> list[str]:
    """What became of the mails to an address, oldest first."""
    mails = OutboundMail.objects.across_workspaces("mails of all workspaces in a test").filter(kind=kind, to=to)
    return list(mails.order_by("queued_at", "id").values_list("state", flat=True))


def age_mails(by: datetime.timedelta) -> None:
    """As if all of them had been written earlier."""
    for mail in OutboundMail.objects.across_workspaces("mails of all workspaces in a test"):
        OutboundMail.objects.across_workspaces("the same").filter(pk=mail.pk).update(queued_at=mail.queued_at - by)


def test_five_confirmations_an_hour_go_to_one_address_whatever_the_workspace(
    acme: Workspace, globex: Workspace
) -> None:
    tickets = [ask(workspace) for workspace in (acme, globex, acme, globex, acme, globex, acme)]
    assert states() == ["queued"] * 5 + ["held"] * 2
    ask(acme, "other@customer.example")
    assert states(to="other@customer.example") == ["queued"]
    held = tickets[-1].outbound_mail.get()
    assert (held.text, held.html) == ("", "")
    assert Event.objects.filter(subject_id=tickets[-1].pk, type="ticket.mail_held").count() == 1
    assert not tickets[-1].magic_links.exists()


def test_an_hour_later_there_are_five_more_and_twenty_a_day(acme: Workspace) -> None:
    for _ in range(5):
        for _ in range(6):
            ask(acme)
        age_mails(datetime.timedelta(minutes=61))
    assert states().count("queued") == 20
    age_mails(datetime.timedelta(days=1))
    ask(acme)
    assert states()[-1] == "queued"


def test_a_handler_that_runs_again_holds_back_once(acme: Workspace) -> None:
    ticket = [ask(acme) for _ in range(6)][-1]
    with unit_of_work():
        confirm_ticket(Event.objects.get(subject_id=ticket.pk, type="ticket.created"))
    assert ticket.outbound_mail.count() == 1
    assert Event.objects.filter(subject_id=ticket.pk, type="ticket.mail_held").count() == 1


def test_who_was_flooded_still_gets_links_and_answers(acme: Workspace, as_alice: Actor) -> None:
    ticket = [ask(acme) for _ in range(7)][-1]
    with unit_of_work():
        request_link(acme, reference=ticket.reference, email=VICTIM)
        add_comment(ticket, actor=as_alice, body="Here we are.")
    with unit_of_work():
        mail_requested_link(Event.objects.get(subject_id=ticket.pk, type="ticket.link_requested"))
        mail_reply(Event.objects.get(subject_id=ticket.pk, type="ticket.comment_added"))
    assert states("link") == ["queued"]
    assert states("reply") == ["queued"]


def test_nobody_counts_where_the_limiter_is_off(acme: Workspace, settings: Any) -> None:
    settings.RATELIMIT_ENABLE = False
    for _ in range(7):
        ask(acme)
    assert states() == ["queued"] * 7


@pytest.mark.django_db(transaction=True)
def test_of_twelve_at_once_five_go_out(acme: Workspace) -> None:
    assert not failures(at_once(12, lambda _number: ask(acme)))
    assert sorted(states()) == ["held"] * 7 + ["queued"] * 5
