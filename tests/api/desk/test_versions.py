"""ETag and If-Match on the single ticket."""

import re

from helpdesk.lib.ids import to_typeid
from tests.cast import Api
from tickets.models import Ticket


def path(ticket: Ticket) -> str:
    return "tickets/" + to_typeid("tkt", ticket.pk)


def test_every_change_gives_the_ticket_another_etag(desk: Api, ticket: Ticket) -> None:
    before = desk("GET", path(ticket))["ETag"]
    after = desk("PATCH", path(ticket), {"priority": "high"})["ETag"]
    assert before != after == desk("GET", path(ticket))["ETag"]


def test_whoever_holds_this_version_gets_no_body(desk: Api, ticket: Ticket) -> None:
    tag = desk("GET", path(ticket))["ETag"]
    answer = desk("GET", path(ticket), headers={"If-None-Match": tag})
    assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", tag)
    assert (answer["Cache-Control"], "Content-Type" in answer) == ("no-store", False)


def test_a_write_on_an_old_version_is_refused_and_told_what_changed(desk: Api, ticket: Ticket) -> None:
    tag = desk("GET", path(ticket))["ETag"]
    desk("PATCH", path(ticket), {"priority": "high"})
    for method, body in (("PATCH", {"status": "closed"}), ("PATCH", {}), ("DELETE", None)):
        answer = desk(method, path(ticket), body, headers={"If-Match": tag})
        assert answer.status_code == 412
        assert [change["type"] for change in answer.json()["changed"]] == ["ticket.priority_changed"]
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", answer.json()["changed"][0]["at"])
        assert answer.json()["currentETag"] == desk("GET", path(ticket))["ETag"]
    assert desk("GET", path(ticket)).json()["status"] == "open"


def test_a_write_on_the_present_version_works(desk: Api, ticket: Ticket) -> None:
    tag = desk("GET", path(ticket))["ETag"]
    assert desk("PATCH", path(ticket), {"status": "pending"}, headers={"If-Match": tag}).status_code == 200
    assert desk("DELETE", path(ticket), headers={"If-Match": "*"}).status_code == 200


def test_a_tag_that_was_never_given_out_matches_nothing(desk: Api, ticket: Ticket) -> None:
    for tag in ('"99"', 'W/"1"', "1", '"x"', '"' + "9" * 30 + '"'):
        assert desk("PATCH", path(ticket), {"priority": "low"}, headers={"If-Match": tag}).status_code == 412
