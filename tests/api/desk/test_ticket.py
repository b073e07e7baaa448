"""GET, PATCH and DELETE /api/v1/desk/tickets/:id."""

import json

import pytest

from helpdesk.accounts.models import Membership
from helpdesk.events.models import Event
from helpdesk.lib.ids import new_id, to_typeid
from tests.cast import Api
from tickets.models import Ticket


def path(ticket: Ticket) -> str:
    return "tickets/" + to_typeid("tkt", ticket.pk)


def test_a_ticket_comes_with_its_comments_oldest_first(desk: Api, ticket: Ticket) -> None:
    desk("POST", path(ticket) + "/comments", {"body": "First"})
    desk("POST", path(ticket) + "/comments", {"body": "Second", "internal": True})
    body = desk("GET", path(ticket)).json()
    assert (body["subject"], body["body"], body["email"]) == ("Cannot sign in", "It says no.", "carol@customer.example")
    assert [(c["body"], c["internal"], c["author"]) for c in body["comments"]] == [
        ("First", False, "alice@acme.example"),
        ("Second", True, "alice@acme.example"),
    ]
    assert set(body["comments"][0]) == {"id", "body", "internal", "author", "createdAt"}


def test_a_patch_changes_what_it_names_and_nothing_else(desk: Api, ticket: Ticket, alice: Membership) -> None:
    body = desk("PATCH", path(ticket), {"priority": "high"}).json()
    assert (body["priority"], body["status"], body["tags"], body["assignee"]) == ("high", "open", [], None)
    body = desk(
        "PATCH", path(ticket), {"status": "pending", "tags": ["a", "b"], "assignee": "alice@acme.example"}
    ).json()
    assert (body["priority"], body["status"], body["tags"]) == ("high", "pending", ["a", "b"])
    assert body["assignee"] == "alice@acme.example"
    assert body["comments"] == []
    assert desk("PATCH", path(ticket), {"tags": ["c"]}).json()["tags"] == ["c"]


def test_an_assignee_is_taken_by_id_and_by_address_and_null_unassigns(
    desk: Api, ticket: Ticket, alice: Membership, adam: Membership
) -> None:
    by_id = desk("PATCH", path(ticket), {"assignee": to_typeid("mbr", adam.pk)}).json()
    assert by_id["assignee"] == "adam@acme.example"
    assert desk("PATCH", path(ticket), {"assignee": "Alice@acme.example"}).json()["assignee"] == "alice@acme.example"
    assert desk("PATCH", path(ticket), {"assignee": None}).json()["assignee"] is None


def test_nobody_outside_the_team_can_be_assigned(desk: Api, ticket: Ticket, eve: Membership, vera: Membership) -> None:
    for who in ("eve@globex.example", to_typeid("mbr", eve.pk), "vera@acme.example", "nobody", ""):
        answer = desk("PATCH", path(ticket), {"assignee": who})
        assert (answer.status_code, answer.json()["error"]) == (400, "Invalid assignee")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"status": "new"}, "Invalid status"),
        ({"status": "in_progress"}, "Invalid status"),
        ({"priority": "x"}, "Invalid priority"),
    ],
)
def test_unknown_words_are_refused_and_nothing_is_half_done(
    desk: Api, ticket: Ticket, change: dict, message: str
) -> None:
    answer = desk("PATCH", path(ticket), {"tags": ["kept-out"], **change})
    assert (answer.status_code, answer.json()["error"]) == (400, message)
    ticket.refresh_from_db()
    assert (ticket.tags, ticket.version) == ([], 1)


def test_writing_the_word_already_shown_changes_nothing(desk: Api, ticket: Ticket) -> None:
    ticket.status = "in_progress"
    ticket.save(update_fields=["status"])
    assert desk("PATCH", path(ticket), {"status": "open", "priority": "medium"}).status_code == 200
    ticket.refresh_from_db()
    assert (ticket.status, ticket.version) == ("in_progress", 1)


def test_delete_closes_and_the_ticket_stays_readable(desk: Api, ticket: Ticket) -> None:
    for _ in range(2):
        answer = desk("DELETE", path(ticket))
        assert (answer.status_code, answer.json()) == (200, {"success": True, "message": "Ticket closed"})
    assert desk("GET", path(ticket)).json()["status"] == "closed"
    assert Event.objects.filter(subject_id=ticket.pk, type="ticket.status_changed").count() == 1


def test_a_foreign_ticket_a_missing_one_and_nonsense_look_the_same(desk: Api, foreign_ticket: Ticket) -> None:
    foreign = to_typeid("tkt", foreign_ticket.pk)
    answers = set()
    for id in (foreign, to_typeid("tkt", new_id()), "tkt_x", "nonsense", str(foreign_ticket.pk), "tkt_" + "8" * 26):
        for method, suffix, body in (
            ("GET", "", None),
            ("PATCH", "", {"status": "closed"}),
            ("DELETE", "", None),
            ("POST", "/comments", {"body": "x"}),
        ):
            answer = desk(method, f"tickets/{id}{suffix}", body)
            answers.add((answer.status_code, answer.content))
    (status, content), *others = answers
    assert not others
    assert (status, json.loads(content)["error"]) == (404, "Ticket not found")
    foreign_ticket.refresh_from_db()
    assert foreign_ticket.status == "open"


def test_methods_that_do_not_exist_are_405(desk: Api, ticket: Ticket) -> None:
    answer = desk("PUT", path(ticket), {})
    assert (answer.status_code, answer["Allow"]) == (405, "DELETE, GET, PATCH")


def test_addresses_that_do_not_exist_are_404_in_the_contracts_shape(desk: Api) -> None:
    answer = desk("GET", "nothing/here")
    assert (answer.status_code, "error" in answer.json()) == (404, True)
