"""POST /api/public/tickets/:id/feedback."""

from typing import Any

import pytest

from helpdesk.accounts.actions.ensure_customer import ensure_customer
from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Workspace
from helpdesk.events.unit import unit_of_work
from helpdesk.lib.ids import new_id, to_typeid
from tests.api.public.callers import PublicApi, fault
from tests.together import at_once
from tickets.actions import change_status, rate_ticket
from tickets.models import Ticket


@pytest.fixture
def solved(ticket: Ticket, as_alice: Actor) -> Ticket:
    """Carol's ticket, resolved."""
    with unit_of_work():
        return change_status(ticket, actor=as_alice, to="resolved")


def path_of(ticket: Ticket, token: str) -> str:
    """Where its rating goes."""
    return f"tickets/{to_typeid('tkt', ticket.pk)}/feedback?t={token}"


@pytest.mark.parametrize("purpose", ["tracking", "rating"])
def test_a_rating_is_taken(anybody: PublicApi, solved: Ticket, token: Any, purpose: str) -> None:
    answer = anybody("POST", path_of(solved, token(purpose)), {"score": 5, "comment": "Solved fast. Thanks!"})
    assert answer.status_code == 201
    assert (answer.json()["score"], answer.json()["comment"]) == (5, "Solved fast. Thanks!")
    feedback = solved.workspace.feedback.get()
    assert (feedback.ticket_id, feedback.score, feedback.comment) == (solved.pk, 5, "Solved fast. Thanks!")


def test_the_comment_may_be_left_out(anybody: PublicApi, solved: Ticket, token: Any) -> None:
    assert anybody("POST", path_of(solved, token()), {"score": 1}).status_code == 201


def test_a_second_rating_is_an_invalid_token_whatever_link_it_comes_with(
    anybody: PublicApi, solved: Ticket, token: Any, as_carol: Actor
) -> None:
    first = token("rating")
    assert anybody("POST", path_of(solved, first), {"score": 5}).status_code == 201
    for again in (first, token("rating"), token()):
        assert fault(anybody("POST", path_of(solved, again), {"score": 1})) == (401, "unauthorized", None)
    assert solved.workspace.feedback.get().score == 5


@pytest.mark.parametrize("body", [{}, {"score": 99}, {"score": 1, "comment": "x" * 1001}])
def test_a_token_that_was_used_is_invalid_whatever_comes_with_it(
    anybody: PublicApi, solved: Ticket, token: Any, body: dict[str, Any]
) -> None:
    link = token("rating")
    assert anybody("POST", path_of(solved, link), {"score": 5}).status_code == 201
    assert fault(anybody("POST", path_of(solved, link), body)) == (401, "unauthorized", None)


def test_a_repetition_under_the_same_key_hears_what_the_first_did(
    anybody: PublicApi, solved: Ticket, token: Any
) -> None:
    link = token("rating")
    first, second = (
        anybody("POST", path_of(solved, link), {"score": 4}, headers={"Idempotency-Key": "k1"}) for _ in range(2)
    )
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()


def test_a_repetition_shows_nothing_to_whom_it_is_no_longer_for(
    anybody: PublicApi, solved: Ticket, token: Any, acme: Workspace
) -> None:
    link = token("rating")
    headers = {"Idempotency-Key": "k1"}
    assert anybody("POST", path_of(solved, link), {"score": 4}, headers=headers).status_code == 201
    with unit_of_work():
        somebody = ensure_customer(acme, email="somebody@customer.example")
    acme.tickets.filter(pk=solved.pk).update(requester=somebody)
    assert fault(anybody("POST", path_of(solved, link), {"score": 4}, headers=headers))[:2] == (404, "not_found")


def test_a_key_that_is_sent_along_takes_nothing_from_the_link(
    public: PublicApi, solved: Ticket, foreign_ticket: Ticket, token: Any
) -> None:
    assert fault(public("POST", path_of(solved, "abc"), {"score": 5})) == (401, "unauthorized", None)
    assert fault(public("POST", path_of(foreign_ticket, token()), {"score": 5}))[:2] == (404, "not_found")
    assert fault(public("POST", path_of(solved, token("share")), {"score": 5}))[:2] == (403, "forbidden")
    assert PublicApi("wks_live_wrong")("POST", path_of(solved, token()), {"score": 5}).status_code == 201


def test_a_rating_of_the_portal_uses_it_up_too(anybody: PublicApi, solved: Ticket, token: Any, as_carol: Actor) -> None:
    with unit_of_work():
        rate_ticket(solved, actor=as_carol, score=4)
    assert anybody("POST", path_of(solved, token()), {"score": 1}).status_code == 401


def test_reading_goes_on_after_the_rating(anybody: PublicApi, solved: Ticket, token: Any) -> None:
    link = token()
    anybody("POST", path_of(solved, link), {"score": 5})
    assert anybody("GET", f"tickets/{to_typeid('tkt', solved.pk)}?t={link}").status_code == 200


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "score"),
        ({"score": None}, "score"),
        ({"score": 0}, "score"),
        ({"score": 6}, "score"),
        ({"score": -1}, "score"),
        ({"score": 4.5}, "score"),
        ({"score": "5"}, "score"),
        ({"score": True}, "score"),
        ({"score": 10**30}, "score"),
        ({"score": [5]}, "score"),
        ({"score": 5, "comment": "x" * 1001}, "comment"),
        ({"score": 5, "comment": 5}, "comment"),
        ({"score": 5, "comment": "\x00"}, "comment"),
    ],
)
def test_a_refused_rating_does_not_use_the_token_up(
    anybody: PublicApi, solved: Ticket, token: Any, body: dict[str, Any], field: str
) -> None:
    link = token("rating")
    assert fault(anybody("POST", path_of(solved, link), body)) == (400, "validation_error", field)
    assert anybody("POST", path_of(solved, link), {"score": 5, "comment": "x" * 1000}).status_code == 201


def test_who_may_not_rate(
    anybody: PublicApi, public: PublicApi, solved: Ticket, foreign_ticket: Ticket, token: Any
) -> None:
    assert fault(anybody("POST", path_of(solved, token("share")), {"score": 5}))[:2] == (403, "forbidden")
    assert fault(public("POST", path_of(solved, ""), {"score": 5}))[:2] == (403, "forbidden")
    assert fault(anybody("POST", path_of(solved, ""), {"score": 5}))[:2] == (401, "unauthorized")
    assert fault(anybody("POST", path_of(foreign_ticket, token()), {"score": 5}))[:2] == (404, "not_found")
    nowhere = f"tickets/{to_typeid('tkt', new_id())}/feedback?t={token()}"
    assert fault(anybody("POST", nowhere, {"score": 5}))[:2] == (404, "not_found")
    assert not solved.workspace.feedback.exists()


def test_a_get_rates_nothing(anybody: PublicApi, solved: Ticket, token: Any) -> None:
    answer = anybody("GET", path_of(solved, token("rating")) + "&score=5")
    assert (fault(answer)[:2], answer["Allow"]) == ((405, "method_not_allowed"), "POST")
    assert not solved.workspace.feedback.exists()


@pytest.mark.django_db(transaction=True)
def test_of_twenty_at_once_one_is_taken(anybody: PublicApi, solved: Ticket, token: Any) -> None:
    link = token("rating")
    statuses = at_once(
        20, lambda number: PublicApi()("POST", path_of(solved, link), {"score": number % 5 + 1}).status_code
    )
    assert sorted(statuses) == [201] + [401] * 19
    assert solved.workspace.feedback.count() == 1
