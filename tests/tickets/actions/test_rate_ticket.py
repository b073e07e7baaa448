"""rate_ticket: one rating, by the person who asked."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from helpdesk.accounts.actors import Actor, system_actor
from helpdesk.accounts.models import Membership, Workspace
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from helpdesk.lib.errors import Conflict, Forbidden, Invalid, NotFound
from tests.tickets.mail.acts import assign
from tests.together import at_once, failures
from tickets.actions import change_status, rate_ticket
from tickets.models import Feedback, Ticket


@pytest.fixture
def solved(ticket: Ticket, as_alice: Actor) -> Ticket:
    with unit_of_work():
        return change_status(ticket, actor=as_alice, to="resolved")


def rate(ticket: Ticket, actor: Actor, score: Any = 5, **kwargs: Any) -> Feedback:
    with unit_of_work():
        return rate_ticket(ticket, actor=actor, score=score, **kwargs)


def test_a_rating_is_kept_and_logged_without_its_comment(as_carol: Actor, solved: Ticket) -> None:
    feedback = rate(solved, as_carol, 4, comment="  Quick, thank you.  ")
    assert (feedback.score, feedback.comment, feedback.ticket_id) == (4, "Quick, thank you.", solved.pk)
    event = Event.objects.get(subject_id=solved.pk, type="ticket.rated")
    assert (event.data["score"], "Quick" in str(event.data)) == (4, False)


def test_a_second_rating_is_refused(as_carol: Actor, solved: Ticket) -> None:
    rate(solved, as_carol, 5)
    with pytest.raises(Conflict) as refused:
        rate(solved, as_carol, 1)
    assert (refused.value.code, Feedback._base_manager.get(ticket=solved).score) == ("already_rated", 5)


def test_the_page_takes_a_change_of_mind_for_fifteen_minutes(as_carol: Actor, solved: Ticket) -> None:
    first = rate(solved, as_carol, 5)
    changed = rate(solved, as_carol, 2, comment="It broke again", may_change=True)
    assert (changed.pk, changed.score, changed.created_at) == (first.pk, 2, first.created_at)
    with unit_of_work() as unit:
        unit.now += datetime.timedelta(minutes=15, seconds=1)
        with pytest.raises(Conflict):
            rate_ticket(solved, actor=as_carol, score=5, may_change=True)


def test_sending_the_same_rating_again_records_nothing(as_carol: Actor, solved: Ticket) -> None:
    rate(solved, as_carol, 5, comment="x", may_change=True)
    rate(solved, as_carol, 5, comment="x ", may_change=True)
    assert Event.objects.filter(subject_id=solved.pk, type="ticket.rated").count() == 1


@pytest.mark.parametrize("status", ["open", "in_progress", "pending"])
def test_who_wants_to_may_rate_before_it_is_solved(
    as_carol: Actor, as_alice: Actor, solved: Ticket, status: str
) -> None:
    with unit_of_work():
        change_status(solved, actor=as_alice, to=status)
    assert rate(solved, as_carol, 3).score == 3


def test_whoever_has_the_ticket_stands_on_the_rating(
    as_carol: Actor, as_alice: Actor, alice: Membership, adam: Membership, solved: Ticket
) -> None:
    assign(solved, as_alice, alice)
    rate(solved, as_carol, 4)
    assign(solved, as_alice, adam)
    assert rate(solved, as_carol, 5, may_change=True).member_id == alice.pk


def test_nobody_stands_on_the_rating_of_a_ticket_that_nobody_has(as_carol: Actor, solved: Ticket) -> None:
    assert rate(solved, as_carol, 4).member_id is None


@pytest.mark.parametrize(("lowest", "score", "is_low"), [(2, 2, True), (2, 3, False), (0, 1, False), (4, 4, True)])
def test_a_low_rating_records_an_event_of_its_own(
    as_carol: Actor, solved: Ticket, lowest: int, score: int, is_low: bool
) -> None:
    as_carol.workspace.low_score = lowest
    rate(solved, as_carol, score, comment="Rubbish")
    found = Event.objects.filter(subject_id=solved.pk, type="ticket.rated_low")
    assert found.exists() == is_low
    assert not is_low or (found.get().data["score"], found.get().visibility) == (score, "internal")
    assert "Rubbish" not in str([event.data for event in found])


def test_a_rating_that_stays_low_is_told_once_and_one_that_becomes_low_is_told(as_carol: Actor, solved: Ticket) -> None:
    for score in (5, 2, 1):
        rate(solved, as_carol, score, may_change=True)
    assert Event.objects.filter(subject_id=solved.pk, type="ticket.rated_low").count() == 1


def test_only_the_requester_rates(
    as_alice: Actor, as_dave: Actor, as_gus: Actor, acme: Workspace, solved: Ticket
) -> None:
    us, others = (as_alice, system_actor(acme)), (as_dave, as_gus)
    for actor, failure in [(actor, Forbidden) for actor in us] + [(actor, NotFound) for actor in others]:
        with pytest.raises(failure):
            rate(solved, actor)
    assert not acme.feedback.exists()


@pytest.mark.parametrize("score", [0, 6, -1, True, 4.5, "5", None])
def test_other_scores_are_refused(as_carol: Actor, solved: Ticket, score: Any) -> None:
    with pytest.raises(Invalid) as refused:
        rate(solved, as_carol, score)
    assert refused.value.field == "score"


@pytest.mark.parametrize(("comment", "code"), [("x" * 1001, "too_long"), ("\x00", "invalid"), ("\ud800", "invalid")])
def test_bad_comments_are_refused_and_use_nothing_up(as_carol: Actor, solved: Ticket, comment: str, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        rate(solved, as_carol, comment=comment)
    assert (refused.value.field, refused.value.code) == ("comment", code)
    assert rate(solved, as_carol, comment="x" * 1000).pk


@pytest.mark.django_db(transaction=True)
def test_of_twenty_ratings_at_once_one_is_kept(as_carol: Actor, solved: Ticket, changes_nothing: Callable) -> None:
    results = at_once(20, lambda index: rate(solved, as_carol, 1 + index % 5))
    kept = [result for result in results if isinstance(result, Feedback)]
    assert len(kept) == 1
    assert {type(error) for error in failures(results)} == {Conflict}
    assert Feedback._base_manager.get(ticket=solved).score == kept[0].score
    assert Event.objects.filter(subject_id=solved.pk, type="ticket.rated").count() == 1
