"""save_draft and discard_draft: what a member has begun to write."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from helpdesk.accounts.actors import Actor, member_actor
from helpdesk.accounts.models import Membership
from helpdesk.events.unit import unit_of_work
from helpdesk.lib.errors import Forbidden, Invalid, NotFound
from tests.tickets.actions.kit import hide
from tests.together import at_once, failures
from tickets.actions import add_comment, discard_draft, save_draft
from tickets.actions.save_draft import Saved, Shown
from tickets.models import Draft, Ticket


def save(ticket: Ticket, actor: Actor, body: str, *, mode: str = "reply", shown: Shown | None = None) -> Saved:
    with unit_of_work():
        return save_draft(ticket, actor=actor, mode=mode, body=body, seen_version=ticket.version, shown=shown)


def seen(saved: Saved) -> Shown:
    """The composer that showed this."""
    assert saved.draft is not None
    return Shown(saved.draft.mode, saved.draft.updated_at)


def kept(ticket: Ticket) -> list[tuple[str, str]]:
    return list(Draft._base_manager.filter(ticket=ticket).order_by("mode").values_list("mode", "body"))


def test_it_is_kept_and_goes_on(ticket: Ticket, as_alice: Actor, changes_nothing: Callable) -> None:
    changes_nothing(lambda: save_draft(ticket, actor=as_alice, mode="reply", body="Dear", seen_version=1))
    first = Draft._base_manager.get()
    second = save(ticket, as_alice, "Dear Carol", shown=Shown("reply", first.updated_at))
    assert (kept(ticket), second.replaced) == ([("reply", "Dear Carol")], "")
    assert (first.member_id, first.seen_version) == (as_alice.id, 1)


def test_a_reply_and_a_note_are_two(ticket: Ticket, as_alice: Actor) -> None:
    save(ticket, as_alice, "Dear Carol")
    save(ticket, as_alice, "She is angry.", mode="note")
    assert kept(ticket) == [("note", "She is angry."), ("reply", "Dear Carol")]


def test_a_text_that_becomes_a_note_takes_its_draft_along(ticket: Ticket, as_alice: Actor) -> None:
    first = save(ticket, as_alice, "She is angry.")
    save(ticket, as_alice, "She is angry!", mode="note", shown=seen(first))
    assert kept(ticket) == [("note", "She is angry!")]


def test_the_later_save_wins_and_hands_back_what_it_replaced(ticket: Ticket, as_alice: Actor) -> None:
    first = save(ticket, as_alice, "Dear")
    save(ticket, as_alice, "Dear Carol, from the other tab", shown=seen(first))
    last = save(ticket, as_alice, "Dear Carol, from here", shown=seen(first))
    assert (kept(ticket), last.replaced) == ([("reply", "Dear Carol, from here")], "Dear Carol, from the other tab")


def test_repeating_it_changes_nothing(ticket: Ticket, as_alice: Actor) -> None:
    first = save(ticket, as_alice, "Dear")
    again = save(ticket, as_alice, "Dear", shown=seen(first))
    assert again.draft is not None
    assert seen(again) == seen(first)


@pytest.mark.parametrize("body", ["", " \n "])
def test_an_empty_text_keeps_nothing(ticket: Ticket, as_alice: Actor, body: str) -> None:
    first = save(ticket, as_alice, "Dear")
    assert save(ticket, as_alice, body, shown=seen(first)).draft is None
    assert kept(ticket) == []


def test_an_empty_tab_does_not_take_away_what_another_wrote(ticket: Ticket, as_alice: Actor) -> None:
    save(ticket, as_alice, "Dear")
    save(ticket, as_alice, "")
    assert kept(ticket) == [("reply", "Dear")]


def test_a_save_that_comes_after_the_sending_keeps_nothing(ticket: Ticket, as_alice: Actor) -> None:
    with unit_of_work():
        add_comment(ticket, actor=as_alice, body="Dear Carol, done.")
    save(ticket, as_alice, "Dear Carol")
    assert kept(ticket) == []
    save(ticket, as_alice, "Dear Carol", mode="note")
    with unit_of_work() as unit:
        unit.now += datetime.timedelta(minutes=2)
        save_draft(ticket, actor=as_alice, mode="reply", body="Dear Carol", seen_version=2)
    assert kept(ticket) == [("note", "Dear Carol"), ("reply", "Dear Carol")]


def test_discarding_takes_exactly_ones_own(ticket: Ticket, as_alice: Actor, adam: Membership) -> None:
    as_adam = member_actor(adam)
    for actor, mode in ((as_alice, "reply"), (as_alice, "note"), (as_adam, "reply")):
        save(ticket, actor, "Dear", mode=mode)
    with unit_of_work():
        assert discard_draft(ticket, actor=as_alice, mode="reply")
        assert not discard_draft(ticket, actor=as_alice, mode="reply")
    assert Draft._base_manager.count() == 2
    assert not Draft._base_manager.filter(member=as_alice.id, mode="reply").exists()


def test_customers_keep_none(ticket: Ticket, as_carol: Actor) -> None:
    with pytest.raises(Forbidden):
        save(ticket, as_carol, "Dear")


def test_a_ticket_one_does_not_see_takes_none(ticket: Ticket, foreign_ticket: Ticket, as_alice: Actor) -> None:
    for unseen in (hide(ticket), foreign_ticket):
        with pytest.raises(NotFound):
            save(unseen, as_alice, "Dear")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"mode": "shout"}, "mode"),
        ({"body": "x" * 100_001}, "body"),
        ({"body": "a\x00b"}, "body"),
        ({"body": "\ud800"}, "body"),
    ],
)
def test_what_is_no_draft_is_refused(ticket: Ticket, as_alice: Actor, values: dict[str, Any], field: str) -> None:
    good: dict[str, Any] = {"mode": "reply", "body": "Dear", "seen_version": 1}
    with pytest.raises(Invalid) as failure, unit_of_work():
        save_draft(ticket, actor=as_alice, **(good | values))
    assert failure.value.field == field


@pytest.mark.django_db(transaction=True)
def test_tabs_that_begin_at_once_keep_one(ticket: Ticket, as_alice: Actor) -> None:
    results = at_once(4, lambda number: save(ticket, as_alice, f"Dear {number}"))
    assert not failures(results)
    assert len(kept(ticket)) == 1
