"""POST /api/public/tickets."""

import re
from typing import Any

import pytest
from django.test import Client

from helpdesk.accounts.models import Membership, Workspace
from helpdesk.events.models import Event
from helpdesk.lib.ids import new_id, to_typeid
from tests.api.public.callers import PublicApi, fault, public_key


def test_a_ticket_is_created_with_defaults(public: PublicApi, acme: Workspace, good: dict[str, Any]) -> None:
    answer = public("POST", "tickets", good)
    body = answer.json()
    assert answer.status_code == 201
    assert set(body) == {"id", "reference", "status", "tracking_url"}
    assert (body["reference"], body["status"]) == ("TKT-0001", "open")
    ticket = acme.tickets.get()
    assert body["id"] == to_typeid("tkt", ticket.pk)
    assert (ticket.subject, ticket.body, ticket.body_format) == ("Login broken", "", "markdown")
    assert (ticket.channel, ticket.priority, ticket.requester.email) == ("api", "medium", "ana@customer.example")
    assert Event.objects.get(subject_id=ticket.pk).actor_kind == "key"


def test_everything_optional_is_kept(public: PublicApi, acme: Workspace, good: dict[str, Any]) -> None:
    sent = good | {
        "description": "Open it, **click** Sign In",
        "type": "bug_report",
        "channel": "widget",
        "customer_name": "Alex Chen",
        "priority": "high",
        "cc_emails": ["Manager@customer.example", "manager@customer.example", "ana@customer.example"],
        "metadata": {"source": "form", "deep": {"list": [1, None, True]}},
    }
    assert public("POST", "tickets", sent).status_code == 201
    ticket = acme.tickets.get()
    assert ticket.body == sent["description"]
    assert ticket.type is not None
    assert (ticket.type.word, ticket.channel, ticket.priority) == ("bug_report", "widget", "high")
    assert (ticket.requester.name, ticket.cc_emails) == ("Alex Chen", ["manager@customer.example"])
    assert ticket.custom == sent["metadata"]


def test_nulls_and_blanks_mean_the_defaults(public: PublicApi, acme: Workspace, good: dict[str, Any]) -> None:
    optional = ("description", "type", "channel", "customer_name", "priority", "cc_emails", "metadata")
    assert public("POST", "tickets", good | dict.fromkeys(optional)).status_code == 201
    assert public("POST", "tickets", good | {"description": "  ", "customer_name": ""}).status_code == 201
    assert set(acme.tickets.values_list("body", "channel", "priority")) == {("", "api", "medium")}


def test_the_link_in_the_answer_opens_the_ticket(public: PublicApi, good: dict[str, Any]) -> None:
    body = public("POST", "tickets", good).json()
    address = body["tracking_url"]
    assert f"/tickets/{body['id']}?t=" in address
    path = re.sub(r"^https?://[^/]+", "", address)
    assert re.match(r"^/portal/acme/tickets/tkt_[0-9a-z]{26}\?t=eyJhbGciOiJIUzI1", path)
    browser = Client()
    assert "Login broken" in browser.get(path, follow=True).content.decode()


LONG = "x" * 201


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"workspace_id": ...}, "workspace_id"),
        ({"workspace_id": 5}, "workspace_id"),
        ({"title": ...}, "title"),
        ({"title": ""}, "title"),
        ({"title": " \n "}, "title"),
        ({"title": LONG}, "title"),
        ({"title": 7}, "title"),
        ({"title": None}, "title"),
        ({"description": "x" * 100_001}, "description"),
        ({"description": {"a": 1}}, "description"),
        ({"type": "incident"}, "type"),
        ({"type": 3}, "type"),
        ({"type": ""}, "type"),
        ({"channel": "fax"}, "channel"),
        ({"channel": "desk"}, "channel"),
        ({"channel": ""}, "channel"),
        ({"customer_email": ...}, "customer_email"),
        ({"customer_email": "nobody"}, "customer_email"),
        ({"customer_email": "a@b.example, c@d.example"}, "customer_email"),
        ({"customer_email": ["a@b.example"]}, "customer_email"),
        ({"customer_email": "Ana <ana@customer.example>"}, "customer_email"),
        ({"customer_name": LONG}, "customer_name"),
        ({"customer_name": 1}, "customer_name"),
        ({"priority": "asap"}, "priority"),
        ({"priority": "HIGH"}, "priority"),
        ({"priority": 1}, "priority"),
        ({"priority": ""}, "priority"),
        ({"cc_emails": "a@b.example"}, "cc_emails"),
        ({"cc_emails": ["nobody"]}, "cc_emails"),
        ({"cc_emails": [f"p{number}@customer.example" for number in range(21)]}, "cc_emails"),
        ({"metadata": []}, "metadata"),
        ({"metadata": "x"}, "metadata"),
        ({"metadata": {"big": "x" * 17_000}}, "metadata"),
        ({"metadata": {"a\u0000": 1}}, "metadata"),
    ],
)
def test_bad_input_is_refused_and_the_field_named(
    public: PublicApi, acme: Workspace, good: dict[str, Any], change: dict[str, Any], field: str
) -> None:
    sent = {key: value for key, value in (good | change).items() if value is not ...}
    assert fault(public("POST", "tickets", sent)) == (400, "validation_error", field)
    assert not acme.tickets.exists()


@pytest.mark.parametrize("description", [None, "", " \n", "\u200b"])
def test_a_description_without_anything_to_see_is_none(
    public: PublicApi, acme: Workspace, good: dict[str, Any], description: str | None
) -> None:
    assert public("POST", "tickets", good | {"description": description}).status_code == 201
    assert acme.tickets.get().body == ""


def test_what_is_missing_is_said_in_the_words_of_the_document(public: PublicApi, good: dict[str, Any]) -> None:
    del good["title"]
    assert public("POST", "tickets", good).json()["error"] == {
        "code": "validation_error",
        "message": "title is required",
        "field": "title",
    }


@pytest.mark.parametrize(
    ("field", "value"),
    [("description", "x" * 100_001), ("customer_name", "x" * 121), ("metadata", {"big": "x" * 17_000})],
)
def test_what_is_too_long_is_called_by_its_name_here(
    public: PublicApi, good: dict[str, Any], field: str, value: Any
) -> None:
    error = public("POST", "tickets", good | {field: value}).json()["error"]
    assert error["field"] == field
    assert error["message"].startswith(field + " ")


def test_twenty_in_copy_and_two_hundred_characters_are_allowed(
    public: PublicApi, acme: Workspace, good: dict[str, Any]
) -> None:
    copies = [f"p{number}@customer.example" for number in range(20)]
    assert public("POST", "tickets", good | {"title": "x" * 200, "cc_emails": copies}).status_code == 201
    assert acme.tickets.get().cc_emails == copies


def test_a_workspace_that_is_not_the_keys_does_not_exist(
    public: PublicApi, acme: Workspace, globex: Workspace, good: dict[str, Any]
) -> None:
    answers = [
        public("POST", "tickets", good | {"workspace_id": named})
        for named in (to_typeid("wks", globex.pk), to_typeid("wks", new_id()), "wks_abc123", "acme", str(acme.pk))
    ]
    assert {fault(answer) for answer in answers} == {(404, "not_found", None)}
    assert len({answer.content for answer in answers}) == 1
    assert not acme.tickets.exists()
    assert not globex.tickets.exists()


def test_without_a_good_key_nothing_happens(
    anybody: PublicApi, desk_key: str, acme: Workspace, good: dict[str, Any], token: Any
) -> None:
    before = acme.tickets.count()
    for caller in (anybody, PublicApi("wks_live_wrong"), PublicApi(desk_key)):
        answer = caller("POST", "tickets", good)
        assert fault(answer) == (401, "unauthorized", None)
        assert answer["WWW-Authenticate"] == "Bearer"
    assert fault(anybody("POST", f"tickets?t={token()}", good)) == (401, "unauthorized", None)
    assert acme.tickets.count() == before


def test_a_key_that_may_only_read_is_forbidden(alice: Membership, acme: Workspace, good: dict[str, Any]) -> None:
    answer = PublicApi(public_key(alice, "tickets.read"))("POST", "tickets", good)
    assert fault(answer) == (403, "forbidden", None)
    assert not acme.tickets.exists()


def test_the_same_key_of_idempotency_makes_one_ticket(public: PublicApi, acme: Workspace, good: dict[str, Any]) -> None:
    first, second = (public("POST", "tickets", good, headers={"Idempotency-Key": "k1"}) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json()["id"] == second.json()["id"]
    assert acme.tickets.count() == 1
    other = public("POST", "tickets", good | {"title": "Other"}, headers={"Idempotency-Key": "k1"})
    assert fault(other)[:2] == (422, "idempotency_key_reused")


def test_no_page_of_another_site_may_call(public: PublicApi, good: dict[str, Any]) -> None:
    answer = public("POST", "tickets", good, headers={"Origin": "https://shop.example"})
    assert "Access-Control-Allow-Origin" not in answer
