"""read_notice, read_ticket_notices, read_all_notices."""

import pytest
from django.utils import timezone

from helpdesk.accounts.actors import Actor, member_actor
from helpdesk.accounts.models import Membership
from helpdesk.events.unit import unit_of_work
from helpdesk.lib.errors import NotFound
from tests.tickets.actions.kit import another
from tickets.actions import read_all_notices, read_notice, read_ticket_notices
from tickets.models import Notice, Ticket


def tell(member: Membership, ticket: Ticket, number: int = 1) -> Notice:
    notice = Notice(
        workspace=ticket.workspace,
        member=member,
        kind="mention",
        ticket=ticket,
        event_id=number,
        who="Adam",
        created_at=timezone.now(),
    )
    notice.save(force_insert=True)
    return notice


def unread(member: Membership) -> int:
    return Notice._base_manager.filter(member=member, read_at=None).count()


def test_one_is_read_once(alice: Membership, as_alice: Actor, ticket: Ticket) -> None:
    notice = tell(alice, ticket)
    tell(alice, ticket, 2)
    with unit_of_work() as first:
        read_notice(notice, actor=as_alice)
    with unit_of_work():
        assert read_notice(notice, actor=as_alice).read_at == first.now
    assert unread(alice) == 1


def test_whoever_opened_a_ticket_knows(alice: Membership, as_alice: Actor, ticket: Ticket) -> None:
    tell(alice, ticket)
    tell(alice, another(ticket), 2)
    with unit_of_work():
        assert read_ticket_notices(ticket, actor=as_alice) == 1
    assert unread(alice) == 1


def test_everything_is_what_was_there_to_be_seen(alice: Membership, as_alice: Actor, ticket: Ticket) -> None:
    seen = [tell(alice, ticket, number) for number in range(3)]
    later = tell(alice, ticket, 9)
    with unit_of_work():
        assert read_all_notices(seen[-1], actor=as_alice) == 3
    assert list(Notice._base_manager.filter(read_at=None)) == [later]


def test_nobody_reads_anothers(alice: Membership, adam: Membership, ticket: Ticket, eve: Membership) -> None:
    notice = tell(alice, ticket)
    for member in (adam, eve):
        actor = member_actor(member)
        with unit_of_work():
            read_all_notices(notice, actor=actor)
            read_ticket_notices(ticket, actor=actor)
        with pytest.raises(NotFound), unit_of_work():
            read_notice(notice, actor=actor)
    assert unread(alice) == 1
