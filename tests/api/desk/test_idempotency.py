"""Idempotency-Key on the creating calls of the desk contract."""

import pytest

from helpdesk.accounts.models import Membership, Workspace
from helpdesk.http.models import IdempotentCall
from helpdesk.lib.ids import to_typeid
from tests.cast import Api, make_key
from tests.together import at_once
from tickets.models import Ticket

GOOD = {"subject": "Login issue", "body": "It says no.", "email": "ana@customer.example"}


def create(desk: Api, key: str, **change: object):
    """One create under a key."""
    return desk("POST", "tickets", {**GOOD, **change}, headers={"Idempotency-Key": key})


def test_the_same_call_twice_makes_one_ticket_and_shows_it_as_it_is_now(desk: Api, acme: Workspace) -> None:
    first = create(desk, "k1")
    desk("PATCH", f"tickets/{first.json()['id']}", {"priority": "high"})
    second = create(desk, "k1")
    assert (first.status_code, second.status_code) == (201, 201)
    assert second.json()["id"] == first.json()["id"]
    assert second.json()["priority"] == "high"
    assert acme.tickets.count() == 1


def test_another_body_under_the_same_key_is_refused(desk: Api, acme: Workspace) -> None:
    create(desk, "k1")
    answer = create(desk, "k1", subject="Other")
    assert (answer.status_code, "error" in answer.json()) == (422, True)
    assert acme.tickets.count() == 1


def test_a_refused_call_does_not_use_its_key_up(desk: Api, acme: Workspace) -> None:
    assert create(desk, "k1", email="nonsense").status_code == 400
    assert create(desk, "k1").status_code == 201
    assert acme.tickets.count() == 1


def test_keys_of_two_owners_and_of_two_paths_do_not_meet(desk: Api, alice: Membership, ticket: Ticket) -> None:
    other = Api(make_key(alice, scopes=["tickets.write"]))
    assert create(desk, "k1").json()["id"] != create(other, "k1").json()["id"]
    path = f"tickets/{to_typeid('tkt', ticket.pk)}/comments"
    answers = [desk("POST", path, {"body": "Hi"}, headers={"Idempotency-Key": "k1"}).json()["id"] for _ in range(2)]
    assert answers[0] == answers[1]
    assert ticket.comments.count() == 1


@pytest.mark.parametrize("key", ["", "x" * 256, "a\tb", "ключ"])
def test_a_key_that_cannot_be_one_is_refused(desk: Api, acme: Workspace, key: str) -> None:
    answer = desk.client.post("/api/v1/desk/tickets", GOOD, content_type="application/json", HTTP_IDEMPOTENCY_KEY=key)
    assert answer.status_code == 400
    assert not acme.tickets.exists()


def test_nothing_of_the_body_is_kept(desk: Api) -> None:
    create(desk, "k1")
    row = IdempotentCall.objects.get()
    assert all(word not in repr(vars(row)) for word in ("Login", "ana@"))


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_make_one_ticket(desk: Api, acme: Workspace) -> None:
    def call(_number: int) -> tuple[int, str]:
        answer = create(desk, "k1")
        return answer.status_code, answer.headers.get("Retry-After", "")

    answers = at_once(20, call)
    assert {status for status, _ in answers} <= {201, 409}
    assert all(wait for status, wait in answers if status == 409)
    assert (201, "") in answers
    assert acme.tickets.count() == 1
