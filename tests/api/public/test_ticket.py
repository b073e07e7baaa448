"""GET /api/public/tickets/:id."""

from typing import Any

import pytest

from helpdesk.accounts.actors import Actor, system_actor
from helpdesk.accounts.models import Customer, Membership
from helpdesk.events.unit import unit_of_work
from helpdesk.lib.ids import new_id, to_typeid
from tests.api.public.callers import PublicApi, fault, public_key
from tickets.actions import add_comment, change_status, create_ticket
from tickets.actions.revoke_links import revoke_links
from tickets.magic_links import make_link
from tickets.models import Ticket


@pytest.fixture
def talked(ticket: Ticket, as_alice: Actor, as_carol: Actor) -> Ticket:
    """A reply of Alice's, a note of hers, an answer of Carol's."""
    with unit_of_work():
        add_comment(ticket, actor=as_alice, body="Have you tried **again**?")
        add_comment(ticket, actor=as_alice, body="She sounds cross.", is_internal=True)
        add_comment(ticket, actor=as_carol, body="Yes.")
    return ticket


def path_of(ticket: Ticket, token: str = "") -> str:
    """Its address in this contract."""
    return f"tickets/{to_typeid('tkt', ticket.pk)}" + (f"?t={token}" if token else "")


def test_a_key_sees_the_ticket_and_its_notes(public: PublicApi, talked: Ticket) -> None:
    answer = public("GET", path_of(talked))
    body = answer.json()
    assert answer.status_code == 200
    assert list(body) == [
        "id", "reference", "title", "status", "priority", "created_at", "updated_at", "resolved_at", "comments",
    ]  # fmt: skip
    assert (body["reference"], body["title"], body["resolved_at"]) == ("TKT-0001", "Cannot sign in", None)
    assert body["created_at"].endswith("Z")
    assert len(body["created_at"]) == 20
    said = [(one["author_name"], one["author_kind"], one["body"]) for one in body["comments"]]
    assert said == [
        ("Alice (Acme)", "agent", "Have you tried **again**?"),
        ("Alice (Acme)", "agent", "She sounds cross."),
        ("Carol", "customer", "Yes."),
    ]
    assert ["is_internal" in one for one in body["comments"]] == [False, True, False]


@pytest.mark.parametrize("purpose", ["tracking", "rating", "share"])
def test_a_link_shows_the_ticket_without_the_notes(
    anybody: PublicApi, talked: Ticket, token: Any, purpose: str
) -> None:
    answer = anybody("GET", path_of(talked, token(purpose)))
    assert answer.status_code == 200
    assert [one["body"] for one in answer.json()["comments"]] == ["Have you tried **again**?", "Yes."]
    assert "cross" not in answer.content.decode()


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        ("open", "open"),
        ("in_progress", "in_progress"),
        ("pending", "waiting"),
        ("resolved", "resolved"),
        ("closed", "closed"),
    ],
)
def test_each_kind_of_status_has_its_word(
    public: PublicApi, ticket: Ticket, as_alice: Actor, kind: str, word: str
) -> None:
    with unit_of_work():
        change_status(ticket, actor=as_alice, to=kind)
    body = public("GET", path_of(ticket)).json()
    assert body["status"] == word
    assert (body["resolved_at"] is not None) == (kind in {"resolved", "closed"})


def test_who_holds_the_version_gets_no_body(public: PublicApi, ticket: Ticket) -> None:
    tag = public("GET", path_of(ticket))["ETag"]
    again = public("GET", path_of(ticket), headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")


def test_reading_scopes_suffice(alice: Membership, ticket: Ticket) -> None:
    assert PublicApi(public_key(alice, "tickets.read"))("GET", path_of(ticket)).status_code == 200
    assert fault(PublicApi(public_key(alice))("GET", path_of(ticket)))[:2] == (403, "forbidden")


def test_what_is_not_ones_own_does_not_exist(
    public: PublicApi,
    anybody: PublicApi,
    ticket: Ticket,
    foreign_ticket: Ticket,
    carol: Customer,
    as_carol: Actor,
    token: Any,
) -> None:
    with unit_of_work():
        second = create_ticket(actor=as_carol, requester=carol, subject="Other", body="x", channel="portal")
    missing = public("GET", f"tickets/{to_typeid('tkt', new_id())}")
    assert fault(missing) == (404, "not_found", None)
    assert public("GET", path_of(foreign_ticket)).content == missing.content
    for other in (path_of(second, token()), path_of(foreign_ticket, token()), f"tickets/nonsense?t={token()}"):
        answer = anybody("GET", other)
        assert (answer.status_code, answer.content) == (404, missing.content)


def altered(token: str) -> list[str]:
    """Tokens that are not quite this one."""
    head, body, signature = token.split(".")
    return [
        "",
        "x",
        f"{head}.{body}.",
        f"{head}.{body}.{signature[:-2]}xx",
        f"{head}.{body[:-2]}xx.{signature}",
        f"{head[:-2]}xx.{body}.{signature}",
        f"eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.{body}.",
        f"{body}.{head}.{signature}",
        token + "x",
        token * 50,
        "\u2603",
    ]


def test_an_altered_token_opens_nothing(anybody: PublicApi, ticket: Ticket, token: Any) -> None:
    good = token()
    for bad in altered(good):
        assert fault(anybody("GET", path_of(ticket) + "?t=" + bad)) == (401, "unauthorized", None), bad
    assert fault(anybody("GET", path_of(ticket) + f"?t={good}&t={good}"))[:2] == (401, "unauthorized")
    assert fault(anybody("GET", path_of(ticket)))[:2] == (401, "unauthorized")


def test_a_revoked_or_expired_link_opens_nothing(
    anybody: PublicApi, ticket: Ticket, token: Any, as_alice: Actor
) -> None:
    revoked = token()
    with unit_of_work():
        revoke_links(ticket, actor=as_alice)
    expired = token()
    ticket.workspace.magic_links.filter(revoked_at=None).update(expires_at="2020-01-01T00:00:00Z")
    for bad in (revoked, expired):
        assert fault(anybody("GET", path_of(ticket, bad))) == (401, "unauthorized", None)


def test_the_link_of_one_workspace_opens_nothing_of_another(
    anybody: PublicApi, ticket: Ticket, foreign_ticket: Ticket
) -> None:
    with unit_of_work():
        theirs = make_link(foreign_ticket, customer=foreign_ticket.requester).partition("?t=")[2]
    assert anybody("GET", path_of(ticket, theirs)).status_code == 404
    assert anybody("GET", path_of(foreign_ticket, theirs)).status_code == 200


def test_a_bad_key_is_not_made_good_by_a_token(ticket: Ticket, token: Any) -> None:
    assert fault(PublicApi("wks_live_wrong")("GET", path_of(ticket, token())))[:2] == (401, "unauthorized")


def test_an_agent_without_a_name_to_show_is_still_somebody(public: PublicApi, ticket: Ticket) -> None:
    with unit_of_work():
        add_comment(ticket, actor=system_actor(ticket.workspace), body="We are closed today.")
    assert public("GET", path_of(ticket)).json()["comments"][0]["author_kind"] == "system"
