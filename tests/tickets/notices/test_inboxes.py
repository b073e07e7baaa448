"""Who hears of what in the inbox, and who gets a mail at once."""

import pytest

from helpdesk.accounts.actors import Actor, customer_actor, key_actor, member_actor, system_actor
from helpdesk.accounts.models import ApiKey, Customer, Membership
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from tests.cast import make_key
from tests.tickets.actions.kit import another, hide
from tests.tickets.mail.acts import assign, say
from tests.tickets.notices.conftest import Tell, choose, inbox
from tests.together import at_once, failures
from tickets.actions import mark_spam, watch_ticket
from tickets.models import Notice, OutboundMail, Ticket
from tickets.notices.handlers import tell_of_comment


def mails_to(member: Membership) -> list[str]:
    found = OutboundMail._base_manager.filter(to=member.user.email).order_by("id")
    return list(found.values_list("kind", flat=True))


def watch(ticket: Ticket, member: Membership) -> None:
    with unit_of_work():
        watch_ticket(ticket, actor=member_actor(member), member=member)


def test_a_customers_answer_comes_to_the_assignee_and_who_follows(
    ticket: Ticket, adam: Membership, alice: Membership, vera: Membership, as_alice: Actor, as_carol: Actor, tell: Tell
) -> None:
    assign(ticket, as_alice, alice)
    watch(ticket, vera)
    say(ticket, as_carol, "Still broken.")
    tell(ticket)
    assert (inbox(alice), inbox(vera), inbox(adam)) == (["reply"], ["reply"], [])
    assert mails_to(alice) == mails_to(vera) == ["answered"]
    notice = Notice._base_manager.get(member=alice)
    assert (notice.who, notice.ticket_id, notice.read_at) == ("Carol", ticket.pk, None)
    assert notice.mailed_at is not None


def test_a_note_comes_to_whom_it_mentions_and_to_who_works_on_it(
    ticket: Ticket, adam: Membership, alice: Membership, vera: Membership, as_alice: Actor, tell: Tell
) -> None:
    assign(ticket, as_alice, alice)
    say(ticket, member_actor(adam), "@vera, what do you think?", is_internal=True)
    tell(ticket)
    assert (inbox(alice), inbox(vera), inbox(adam)) == (["note"], ["mention"], [])
    assert (mails_to(alice), mails_to(vera)) == ([], ["mention"])
    (mail,) = OutboundMail._base_manager.filter(kind="mention")
    assert "Adam mentioned you in a note" in mail.text
    assert "> @vera, what do you think?" in mail.text
    assert "/desk/acme/inbox/choices" in mail.text
    assert mail.headers["Auto-Submitted"] == "auto-generated"


def test_who_is_mentioned_and_follows_hears_of_it_once(
    ticket: Ticket, adam: Membership, alice: Membership, tell: Tell
) -> None:
    assign(ticket, member_actor(adam), alice)
    watch(ticket, alice)
    say(ticket, member_actor(adam), "@alice @[Alice] please", is_internal=True)
    tell(ticket)
    assert inbox(alice) == ["assigned", "mention"]


def test_a_colleagues_reply_counts_as_his_words(
    ticket: Ticket, adam: Membership, alice: Membership, tell: Tell
) -> None:
    assign(ticket, member_actor(adam), alice)
    say(ticket, member_actor(adam), "I have answered her.")
    tell(ticket)
    assert inbox(alice) == ["assigned", "note"]
    assert mails_to(alice) == ["assigned"]


@pytest.mark.parametrize(
    ("way", "notices", "mails"),
    [("mail", ["reply"], ["answered"]), ("digest", ["reply"], []), ("inbox", ["reply"], []), ("off", [], [])],
)
def test_everybody_chooses(
    ticket: Ticket,
    alice: Membership,
    as_alice: Actor,
    as_carol: Actor,
    tell: Tell,
    way: str,
    notices: list[str],
    mails: list[str],
) -> None:
    choose(alice, reply=way)
    assign(ticket, as_alice, alice)
    say(ticket, as_carol, "Still broken.")
    tell(ticket)
    assert (inbox(alice), mails_to(alice)) == (notices, mails)
    due = Notice._base_manager.filter(member=alice).values_list("digest_at", flat=True)
    assert [moment is not None for moment in due] == ([way == "digest"] if notices else [])


def test_nobody_hears_of_their_own_doing_by_hand_or_by_key(ticket: Ticket, alice: Membership, tell: Tell) -> None:
    assign(ticket, member_actor(alice), alice)
    make_key(alice, scopes=["tickets.write"])
    key = key_actor(ApiKey._base_manager.select_related("workspace", "owner__user", "owner__custom_role").get())
    for actor in (member_actor(alice), key):
        say(ticket, actor, "@alice said so", is_internal=True)
    tell(ticket)
    assert inbox(alice) == []


def test_rules_tell_nobody(ticket: Ticket, alice: Membership, as_alice: Actor, tell: Tell) -> None:
    assign(ticket, as_alice, alice)
    say(ticket, system_actor(alice.workspace), "We are closed on Monday.")
    tell(ticket)
    assert inbox(alice) == []


def test_who_left_or_may_not_see_the_ticket_hears_nothing(
    ticket: Ticket, adam: Membership, alice: Membership, vera: Membership, tell: Tell
) -> None:
    for member in (alice, vera):
        watch(ticket, member)
    vera.is_active = False
    vera.save()
    hidden = hide(ticket)
    say(hidden, system_actor(adam.workspace), "@alice", is_internal=True)
    Event.objects.filter(subject_id=ticket.pk, type="ticket.comment_added").update(
        actor_kind="member", actor_id=adam.pk, data={**last_data(ticket), "mentioned": [str(alice.pk), str(vera.pk)]}
    )
    ticket.comments.update(author_kind="member")
    tell(ticket)
    assert (inbox(alice), inbox(vera), mails_to(alice)) == ([], [], [])


def last_data(ticket: Ticket) -> dict:
    return dict(Event.objects.get(subject_id=ticket.pk, type="ticket.comment_added").data)


def test_nobody_hears_of_tests_and_spam(
    ticket: Ticket, alice: Membership, as_alice: Actor, as_carol: Actor, carol: Customer, tell: Tell
) -> None:
    trial = another(ticket, is_test=True)
    Ticket._base_manager.filter(pk=trial.pk).update(assignee=alice)
    spam = another(ticket)
    assign(spam, as_alice, alice)
    with unit_of_work():
        mark_spam(spam, actor=as_alice)
    tester = customer_actor(carol, alice.workspace)
    for one, actor in ((trial, tester.__class__(**{**tester.__dict__, "test_mode": True})), (spam, as_carol)):
        say(one, actor, "Hello?")
        tell(one)
    assert inbox(alice) == []


def test_an_answer_that_went_on_with_a_merge_is_told_where_it_is_now(
    ticket: Ticket, alice: Membership, as_alice: Actor, as_carol: Actor, tell: Tell
) -> None:
    other = another(ticket)
    assign(other, as_alice, alice)
    comment = say(ticket, as_carol, "Still broken.")
    comment.ticket = other
    comment.save()
    tell(ticket)
    assert Notice._base_manager.get(member=alice).ticket_id == other.pk


def test_a_handler_that_runs_twice_tells_once(
    ticket: Ticket, alice: Membership, as_alice: Actor, as_carol: Actor, tell: Tell
) -> None:
    assign(ticket, as_alice, alice)
    say(ticket, as_carol, "Still broken.")
    tell(ticket)
    choose(alice, reply="digest")
    tell(ticket)
    choose(alice, reply="mail")
    tell(ticket)
    assert (inbox(alice), mails_to(alice)) == (["reply"], ["answered"])


@pytest.mark.django_db(transaction=True)
def test_two_handlers_at_once_tell_once(
    ticket: Ticket, adam: Membership, alice: Membership, vera: Membership, as_alice: Actor, as_carol: Actor
) -> None:
    assign(ticket, as_alice, alice)
    for member in (vera, adam):
        watch(ticket, member)
    say(ticket, as_carol, "Still broken.")
    event = Event.objects.get(subject_id=ticket.pk, type="ticket.comment_added")

    def handle(_: int) -> None:
        with unit_of_work():
            tell_of_comment(event)

    assert not failures(at_once(4, handle))
    for member in (adam, alice, vera):
        assert (inbox(member), mails_to(member)) == (["reply"], ["answered"])
