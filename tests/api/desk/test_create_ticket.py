"""POST /api/v1/desk/tickets."""

import pytest

from helpdesk.accounts.models import Customer, Membership, Workspace
from helpdesk.events.models import Event
from tests.cast import Api, make_key
from tickets.models import Ticket

GOOD = {"subject": "Login issue", "body": "User cannot sign in", "email": "ana@customer.example"}


def test_a_ticket_is_created_with_defaults(desk: Api, acme: Workspace) -> None:
    answer = desk("POST", "tickets", GOOD)
    body = answer.json()
    assert answer.status_code == 201
    assert body["id"].startswith("tkt_")
    assert set(body) == {
        "id", "subject", "body", "priority", "status", "email", "tags", "assignee", "createdAt", "updatedAt",
    }  # fmt: skip
    assert (body["status"], body["priority"], body["tags"], body["assignee"]) == ("open", "medium", [], None)
    ticket = acme.tickets.get()
    assert (ticket.number, ticket.requester.email, ticket.channel) == (1, "ana@customer.example", "api")
    assert list(Event.objects.filter(subject_id=ticket.pk).values_list("type", "actor_kind")) == [
        ("ticket.created", "key")
    ]


def test_everything_optional_is_kept(desk: Api) -> None:
    body = desk("POST", "tickets", {**GOOD, "priority": "urgent", "tags": ["login", "vip", "login"]}).json()
    assert (body["priority"], body["tags"]) == ("urgent", ["login", "vip"])


def test_two_tickets_of_one_address_have_one_customer(desk: Api, acme: Workspace) -> None:
    desk("POST", "tickets", GOOD)
    desk("POST", "tickets", {**GOOD, "email": " Ana@Customer.Example "})
    assert Customer.objects.across_workspaces("counting in a test").count() == 1
    assert sorted(acme.tickets.values_list("number", flat=True)) == [1, 2]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"subject": None}, "subject is required"),
        ({"subject": "  "}, "subject is required"),
        ({"subject": "\u200b\u00a0"}, "subject is required"),
        ({"subject": 5}, "subject must be a string"),
        ({"body": "\u3164"}, "body is required"),
        ({"body": ["x"]}, "body must be a string"),
        ({"subject": "x" * 257}, "subject is too long"),
        ({"body": ""}, "body is required"),
        ({"email": None}, "email is required"),
        ({"email": " \u200b"}, "email is required"),
        ({"email": "not an address"}, "Invalid email address"),
        ({"email": "a@b.example, c@d.example"}, "Invalid email address"),
        ({"email": ["a@b.example", "c@d.example"]}, "Invalid email address"),
        ({"priority": "asap"}, "Invalid priority"),
    ],
)
def test_bad_input_is_refused_in_the_contracts_words(desk: Api, acme: Workspace, change: dict, message: str) -> None:
    sent = {key: value for key, value in {**GOOD, **change}.items() if value is not None}
    answer = desk("POST", "tickets", sent)
    assert (answer.status_code, answer.json()["error"]) == (400, message)
    assert answer.json()["hint"]
    assert not acme.tickets.exists()


def test_the_first_missing_field_is_named_first(desk: Api) -> None:
    assert desk("POST", "tickets", {}).json()["error"] == "subject is required"


@pytest.mark.parametrize("tags", ["login", [1], [""], ["x" * 65], [["nested"]], {"a": 1}])
def test_bad_tags_are_refused(desk: Api, acme: Workspace, tags: object) -> None:
    answer = desk("POST", "tickets", {**GOOD, "tags": tags})
    assert answer.status_code == 400
    assert answer.json()["hint"]
    assert not acme.tickets.exists()


@pytest.mark.parametrize("tags", ["login", [1], [None], [""], None])
def test_tags_of_another_type_are_told_what_they_must_be(desk: Api, tags: object) -> None:
    error = desk("POST", "tickets", {**GOOD, "tags": tags}).json()["error"]
    assert error == "tags must be a list of strings that are not empty"


def test_without_a_good_key_nothing_happens(desk: Api, acme: Workspace) -> None:
    for key in ("", "tl_live_wrong", "tl_live_" + "x" * 40, "é" * 20):
        answer = Api(key)("POST", "tickets", GOOD)
        assert (answer.status_code, answer.json()["error"]) == (401, "Unauthorized")
    assert not acme.tickets.exists()


def test_a_key_that_may_only_read_cannot_create(alice: Membership, acme: Workspace) -> None:
    answer = Api(make_key(alice, scopes=["tickets.read"]))("POST", "tickets", GOOD)
    assert (answer.status_code, answer.json()["error"]) == (401, "Unauthorized")
    assert not acme.tickets.exists()


def test_test_keys_make_tickets_that_live_keys_never_see(alice: Membership, desk: Api) -> None:
    test = Api(make_key(alice, scopes=["tickets.write"], is_test=True))
    made = test("POST", "tickets", GOOD).json()["id"]
    assert desk("GET", f"tickets/{made}").status_code == 404
    assert desk("GET", "tickets").json()["tickets"] == []
    assert [row["id"] for row in test("GET", "tickets").json()["tickets"]] == [made]
    assert Ticket.objects.across_workspaces("looking at the row in a test").get().is_test


def test_the_fifty_first_create_in_a_minute_is_too_many(desk: Api, limiter: None) -> None:
    answers = [desk("POST", "tickets", GOOD) for _ in range(51)]
    assert [answer.status_code for answer in answers].count(201) == 50
    last = answers[-1]
    assert (last.status_code, last.json()["error"]) == (429, "Too many requests")
    assert int(last["Retry-After"]) == last.json()["retryAfter"] >= 1
    assert last["X-RateLimit-Remaining"] == "0"
