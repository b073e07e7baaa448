"""Bodies that nobody sends by mistake: every answer is the contract's, none is a 5xx."""

import json

import pytest

from tests.cast import Api

GOOD = {"subject": "s", "body": "b", "email": "a@customer.example"}


def post(desk: Api, raw: bytes, content_type: str = "application/json"):
    """The raw bytes as a new ticket."""
    return desk.client.generic("POST", "/api/v1/desk/tickets", raw, content_type=content_type)


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b"", 400),
        (b"[]", 400),
        (b"null", 400),
        (b"5", 400),
        (b"{", 400),
        (b"\xff\xfe{}", 400),
        (b"[" * 100_000, 400),
        (b'{"a":' * 5000 + b"1" + b"}" * 5000, 400),
        (b'{"subject":"a","subject":"b","body":"b","email":"a@b.example"}', 400),
        (b'{"subject":NaN}', 400),
        (b'{"subject":' + b"9" * 10_000 + b"}", 400),
        (json.dumps({**GOOD, "subject": "\x00"}).encode(), 400),
        (json.dumps({**GOOD, "subject": "\ud800"}).encode(), 400),
        (json.dumps({**GOOD, "\x00": 1}).encode(), 400),
        (json.dumps({**GOOD, "extra": {"deep": ["\x00"]}}).encode(), 400),
        (json.dumps({**GOOD, "body": "x" * 2_000_000}).encode(), 413),
        (json.dumps({**GOOD, "tags": ["t"] * 60_000}).encode(), 400),
        (json.dumps({**GOOD, "subject": {"$ne": None}}).encode(), 400),
        (json.dumps({**GOOD, "subject": True}).encode(), 400),
    ],
)
def test_a_bad_body_is_refused(desk: Api, acme, raw: bytes, status: int) -> None:
    answer = post(desk, raw)
    assert answer.status_code == status, answer.content
    assert isinstance(answer.json()["error"], str)
    assert not acme.tickets.exists()


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=utf-16"]
)
def test_other_content_types_are_refused(desk: Api, content_type: str) -> None:
    answer = post(desk, json.dumps(GOOD).encode(), content_type)
    assert (answer.status_code, "error" in answer.json()) == (415, True)


def test_unknown_fields_cannot_set_what_is_not_offered(desk: Api, acme) -> None:
    sent = {**GOOD, "id": "tkt_x", "status": "closed", "workspace": "other", "number": 99, "is_test": True}
    body = post(desk, json.dumps(sent).encode()).json()
    assert body["status"] == "open"
    assert acme.tickets.get().number == 1


def test_line_breaks_in_a_subject_become_spaces(desk: Api) -> None:
    body = post(desk, json.dumps({**GOOD, "subject": "a\r\nBcc: v@x"}).encode()).json()
    assert body["subject"] == "a Bcc: v@x"


@pytest.mark.parametrize("path", ["tickets/", "nope", "tickets/a/b/c", "%00", "STATS"])
def test_an_address_that_is_none_is_not_found_and_told_where_they_stand(desk: Api, path: str) -> None:
    answer = desk("GET", path)
    assert (answer.status_code, answer.json()["error"]) == (404, "Resource not found")
    assert "/api/docs/" in answer.json()["hint"]


def test_a_host_name_that_is_not_ours_is_refused_in_the_contracts_shape(desk: Api) -> None:
    answer = desk.client.get("/api/v1/desk/stats", headers={"Host": "evil.example"})
    assert (answer.status_code, set(answer.json())) == (400, {"error", "hint"})
    assert set(desk.client.get("/api/public/tickets", headers={"Host": "a b"}).json()["error"]) == {
        "code", "message", "field",
    }  # fmt: skip
    for page in ("/portal/acme/", "/api/v1"):
        assert desk.client.get(page, headers={"Host": "evil.example"})["Content-Type"].startswith("text/html")
