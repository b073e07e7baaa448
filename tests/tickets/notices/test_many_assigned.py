"""Many tickets assigned at once make one mail for whoever gets them."""

import pytest

from helpdesk.accounts.actions.deactivate_member import deactivate_member
from helpdesk.accounts.actors import Actor, member_actor
from helpdesk.accounts.models import Membership
from helpdesk.events.models import Event
from tests.accounts.actions.kit import do
from tests.tickets.actions.kit import another
from tests.tickets.bulk.kit import many
from tests.tickets.mail.acts import assign
from tests.tickets.notices.conftest import Tell, choose, inbox
from tickets.handing_over import hand_over_batch
from tickets.models import OutboundMail, Ticket
from tickets.notices.digest import mail_digests


def mails_to(member: Membership) -> list[str]:
    return list(OutboundMail._base_manager.filter(to=member.user.email).values_list("kind", flat=True))


@pytest.fixture
def tickets(ticket: Ticket) -> list[Ticket]:
    return [ticket, *(another(ticket) for _ in range(3))]


def test_a_change_of_many(tickets: list[Ticket], adam: Membership, alice: Membership, tell: Tell) -> None:
    choose(alice, assigned="mail")
    many(member_actor(adam), assignee=str(alice.pk))
    for one in tickets:
        tell(one)
    assert (inbox(alice), mails_to(alice)) == (["assigned"] * 4, [])
    mail_digests()
    (mail,) = OutboundMail._base_manager.filter(to=alice.user.email)
    assert (mail.kind, mail.subject) == ("digest", "4 things wait for you at Acme")
    mail_digests()
    assert mails_to(alice) == ["digest"]


def test_a_hand_over(tickets: list[Ticket], adam: Membership, alice: Membership, as_alice: Actor, tell: Tell) -> None:
    for one in tickets:
        assign(one, as_alice, alice)
    choose(adam, assigned="mail")
    do(deactivate_member, alice, actor=member_actor(adam), hand_over_to=adam)
    hand_over_batch(alice.workspace_id, str(alice.pk), str(adam.pk))
    for one in tickets:
        tell(one)
    mail_digests()
    assert (inbox(adam), mails_to(adam)) == (["assigned"] * 4, ["digest"])


@pytest.mark.parametrize("way", ["inbox", "off"])
def test_who_wants_no_mail_gets_none(
    way: str, tickets: list[Ticket], adam: Membership, alice: Membership, tell: Tell
) -> None:
    choose(alice, assigned=way)
    many(member_actor(adam), assignee=str(alice.pk))
    for one in tickets:
        tell(one)
    mail_digests()
    assert mails_to(alice) == []


def test_a_change_of_one_ticket_is_told_at_once(
    ticket: Ticket, adam: Membership, alice: Membership, tell: Tell
) -> None:
    choose(alice, assigned="mail")
    many(member_actor(adam), assignee=str(alice.pk))
    tell(ticket)
    assert mails_to(alice) == ["assigned"]
    assert "one_of_many" not in Event.objects.get(type="ticket.assigned").data
