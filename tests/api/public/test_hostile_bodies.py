"""Bodies that nobody sends by mistake: every answer is the contract's, none is a 5xx."""

import json
from typing import Any

import pytest

from helpdesk.accounts.models import Workspace
from tests.api.public.callers import PublicApi, fault

RAW = [
    (b"", 400),
    (b"[]", 400),
    (b"null", 400),
    (b"{", 400),
    (b"\xff\xfe{}", 400),
    (b"[" * 100_000, 400),
    (b'{"metadata":' * 5000 + b"1" + b"}" * 5000, 400),
    (b'{"title":"a","title":"b"}', 400),
    (b'{"title":NaN}', 400),
    (b'{"metadata":{"n":1e999}}', 400),
    (b'{"title":' + b"9" * 10_000 + b"}", 400),
    (b'{"title":"' + b"x" * 2_000_000 + b'"}', 413),
]
HOSTILE = [
    {"title": "\x00"},
    {"title": "\ud800"},
    {"title": {"$ne": None}},
    {"customer_email": "a@b.example\r\nBcc: v@x.example"},
    {"metadata": {"\ud800": 1}},
    {"metadata": {"a": "\x00"}},
    {"workspace_id": "wks_" + "z" * 26},
    {"workspace_id": "x" * 100_000},
    {"type": "\x00"},
    {"cc_emails": [["a@b.example"]]},
    {"cc_emails": ["a@b.example"] * 60_000},
]


@pytest.mark.parametrize(("raw", "status"), RAW, ids=range(len(RAW)))
@pytest.mark.parametrize("path", ["tickets", "kb/click"])
def test_a_bad_body_is_refused(
    public: PublicApi, anybody: PublicApi, acme: Workspace, path: str, raw: bytes, status: int
) -> None:
    caller = public if path == "tickets" else anybody
    answer = caller.client.generic("POST", f"/api/public/{path}", raw, content_type="application/json")
    if path == "kb/click":
        assert (answer.status_code, answer.json()) == (200, {"ok": True})
    else:
        assert fault(answer)[0] == status
    assert not acme.tickets.exists()


@pytest.mark.parametrize("change", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_values_are_refused(
    public: PublicApi, acme: Workspace, good: dict[str, Any], change: dict[str, Any]
) -> None:
    raw = json.dumps(good | change).encode()
    answer = public.client.generic("POST", "/api/public/tickets", raw, content_type="application/json")
    assert fault(answer)[0] in {400, 404}
    assert not acme.tickets.exists()


def test_other_content_types_are_refused(public: PublicApi, good: dict[str, Any]) -> None:
    for content_type in ("text/plain", "application/x-www-form-urlencoded", "application/json; charset=utf-16"):
        answer = public.client.generic("POST", "/api/public/tickets", json.dumps(good), content_type=content_type)
        assert fault(answer)[:2] == (415, "unsupported_media_type")


def test_unknown_fields_cannot_set_what_is_not_offered(
    public: PublicApi, acme: Workspace, good: dict[str, Any]
) -> None:
    sent = good | {"id": "tkt_x", "status": "closed", "number": 99, "is_test": True, "assignee": "adam@acme.example"}
    assert public("POST", "tickets", sent).json()["status"] == "open"
    ticket = acme.tickets.get()
    assert (ticket.number, ticket.is_test, ticket.assignee) == (1, False, None)


@pytest.mark.parametrize("path", ["", "nothing", "tickets/", "tickets/x/y/z", "kb"])
def test_addresses_that_do_not_exist_are_told_in_its_own_words(public: PublicApi, path: str) -> None:
    assert fault(public("GET", path))[:2] == (404, "not_found")


@pytest.mark.parametrize("number", [2**64, -(2**63) - 1, 10**400])
def test_a_number_that_could_not_be_written_again_is_refused(
    public: PublicApi, acme: Workspace, good: dict[str, Any], number: int
) -> None:
    sent = good | {"metadata": {"deep": [number]}}
    answer = public("POST", "tickets", sent, headers={"Idempotency-Key": "k1"})
    assert fault(answer) == (400, "validation_error", "metadata")
    assert not acme.tickets.exists()


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "tickets"),
        ("POST", "tickets"),
        ("GET", "tickets/x"),
        ("POST", "tickets/x/feedback"),
        ("GET", "kb/search"),
    ],
)
def test_a_query_without_end_is_refused(public: PublicApi, method: str, path: str) -> None:
    query = "&".join(f"a{number}=1" for number in range(3000))
    answer = public.client.generic(method, f"/api/public/{path}?{query}", b"{}", content_type="application/json")
    assert fault(answer) == (400, "validation_error", None)


def test_a_packed_body_is_refused(public: PublicApi, acme: Workspace, good: dict[str, Any]) -> None:
    for encoding in ("gzip", "br"):
        answer = public("POST", "tickets", good, headers={"Content-Encoding": encoding})
        assert fault(answer)[:2] == (415, "unsupported_media_type")
    assert not acme.tickets.exists()


def test_methods_that_do_not_exist_name_those_that_do(public: PublicApi) -> None:
    answer = public("DELETE", "tickets")
    assert fault(answer)[:2] == (405, "method_not_allowed")
    assert answer["Allow"] == "GET, POST"
