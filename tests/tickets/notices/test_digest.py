"""The mail for who was away."""

import datetime
from typing import Any

import pytest
from django.db.models import F
from django.utils import timezone

from helpdesk.accounts.actors import Actor, member_actor
from helpdesk.accounts.models import Membership
from tests.tickets.actions.kit import another, hide
from tests.tickets.mail.acts import assign, say
from tests.tickets.notices.conftest import Tell, choose
from tests.together import at_once, failures
from tickets.models import Notice, OutboundMail, Ticket
from tickets.notices import digest
from tickets.notices.digest import mail_digests

MINUTE = datetime.timedelta(minutes=1)


def digests() -> list[OutboundMail]:
    return list(OutboundMail._base_manager.filter(kind="digest").order_by("queued_at", "id"))


def pass_time(minutes: int) -> None:
    """As if everything so far had happened earlier."""
    for notice in Notice._base_manager.all():
        for name in ("created_at", "mailed_at", "digest_at"):
            moment = getattr(notice, name)
            setattr(notice, name, moment - minutes * MINUTE if moment else None)
        notice.save()
    Membership._base_manager.update(last_seen_at=F("last_seen_at") - minutes * MINUTE)


@pytest.fixture
def noted(ticket: Ticket, adam: Membership, alice: Membership, as_alice: Actor, tell: Tell) -> Ticket:
    """Alice has a ticket on which Adam wrote a note: told by digest, as nobody chose otherwise."""
    assign(ticket, as_alice, alice)
    say(ticket, member_actor(adam), "Look at this.", is_internal=True)
    tell(ticket)
    return ticket


def test_what_was_not_seen_for_a_quarter_of_an_hour_is_mailed_in_one(
    noted: Ticket, adam: Membership, alice: Membership, as_alice: Actor, tell: Tell
) -> None:
    other = another(noted, subject="The <b>other</b> one")
    assign(other, as_alice, alice)
    say(other, member_actor(adam), "And this.", is_internal=True)
    tell(other)
    pass_time(14)
    mail_digests()
    assert digests() == []
    pass_time(2)
    mail_digests()
    (mail,) = digests()
    assert (mail.to, mail.subject, mail.ticket_id) == ("alice@acme.example", "2 things wait for you at Acme", None)
    assert "Adam wrote a note" in mail.text
    assert f"{noted.reference} {noted.subject}" in mail.text
    assert f"{other.reference} The <b>other</b> one" in mail.text
    assert "The &lt;b&gt;other&lt;/b&gt; one" in mail.html
    assert "Look at this." not in mail.text + mail.html
    assert mail.headers["Auto-Submitted"] == "auto-generated"
    assert mail.headers["X-Auto-Response-Suppress"] == "All"
    pass_time(60)
    mail_digests()
    assert len(digests()) == 1


def test_the_newest_that_is_not_yet_due_comes_along(
    noted: Ticket, adam: Membership, alice: Membership, tell: Tell
) -> None:
    pass_time(16)
    say(noted, member_actor(adam), "One more.", is_internal=True)
    tell(noted)
    mail_digests()
    (mail,) = digests()
    assert mail.subject == "2 things wait for you at Acme"
    assert not Notice._base_manager.filter(member=alice, mailed_at=None).exists()


def test_there_is_no_second_one_within_half_an_hour(noted: Ticket, adam: Membership, tell: Tell) -> None:
    pass_time(16)
    mail_digests()
    say(noted, member_actor(adam), "One more.", is_internal=True)
    tell(noted)
    pass_time(20)
    mail_digests()
    assert len(digests()) == 1
    pass_time(11)
    mail_digests()
    assert len(digests()) == 2


def test_who_was_at_the_desk_since_gets_none(noted: Ticket, alice: Membership) -> None:
    alice.last_seen_at = timezone.now()
    alice.save()
    pass_time(16)
    mail_digests()
    assert digests() == []
    assert Notice._base_manager.get(member=alice).digest_at is None


def test_what_was_read_is_not_mailed(noted: Ticket, alice: Membership) -> None:
    Notice._base_manager.filter(member=alice).update(read_at=timezone.now())
    pass_time(16)
    mail_digests()
    assert digests() == []


@pytest.mark.parametrize("way", ["inbox", "off"])
def test_who_chose_otherwise_meanwhile_gets_none(noted: Ticket, alice: Membership, way: str) -> None:
    choose(alice, note=way)
    pass_time(16)
    mail_digests()
    assert digests() == []


def test_who_left_gets_none(noted: Ticket, alice: Membership) -> None:
    alice.is_active = False
    alice.save()
    pass_time(16)
    mail_digests()
    assert digests() == []


def test_what_one_may_not_see_any_more_is_not_mailed(noted: Ticket, alice: Membership) -> None:
    hide(noted)
    pass_time(16)
    mail_digests()
    assert digests() == []


def test_a_long_list_is_cut(noted: Ticket, adam: Membership, tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        say(noted, member_actor(adam), f"Note {number}", is_internal=True)
    tell(noted)
    monkeypatch.setattr(digest, "MOST_LISTED", 1)
    pass_time(16)
    mail_digests()
    (mail,) = digests()
    assert "and 3 more" in mail.text


def test_one_member_whose_mail_fails_keeps_no_other_waiting(
    noted: Ticket, adam: Membership, as_alice: Actor, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = another(noted)
    assign(other, member_actor(adam), adam)
    say(other, as_alice, "Yours.", is_internal=True)
    tell(other)
    real = digest.queue_digest

    def failing(member: Membership, *args: Any) -> None:
        if member.pk != adam.pk:
            raise ValueError("no")
        real(member, *args)

    monkeypatch.setattr(digest, "queue_digest", failing)
    pass_time(16)
    mail_digests()
    assert [mail.to for mail in digests()] == ["adam@acme.example"]


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_mail_once(noted: Ticket) -> None:
    pass_time(16)
    assert not failures(at_once(3, lambda _: mail_digests()))
    assert len(digests()) == 1
