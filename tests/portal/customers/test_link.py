"""The way in: a mailed link opens one ticket, takes its token out of the address, and everything else opens nothing."""

import base64
import datetime
import json
import re
from collections.abc import Callable
from typing import Any

import jwt
import pytest
from django.test import Client

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Workspace
from helpdesk.events.unit import unit_of_work
from helpdesk.lib.ids import to_typeid
from tests.portal.customers.conftest import PAGE, came_by, link_to
from tickets.actions import create_ticket, revoke_links
from tickets.models import MagicLink, Ticket

pytestmark = pytest.mark.django_db


def token_in(link: str) -> str:
    return link.partition("?t=")[2]


def without_form_token(page: bytes) -> bytes:
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"", page)


def test_the_token_leaves_the_address_at_once(client: Client, tracking: str) -> None:
    answer = client.get(tracking)
    assert (answer.status_code, answer["Location"]) == (303, PAGE)
    page = client.get(PAGE)
    assert page.status_code == 200
    assert b"Cannot sign in" in page.content
    assert token_in(tracking).encode() not in page.content


def test_a_link_may_call_the_ticket_by_its_id(client: Client, tracking: str, ticket: Ticket) -> None:
    by_id = tracking.replace("TKT-0001", to_typeid("tkt", ticket.pk))
    answer = client.get(by_id)
    assert (answer.status_code, answer["Location"]) == (303, PAGE)
    assert b"Cannot sign in" in client.get(PAGE).content


@pytest.mark.parametrize("name", ["tkt_01m81c3yewea6v5cmdnatpdzez", "tkt_", "TKT-0002", "{id}x", "{upper}"])
def test_a_link_opens_nothing_under_another_name(tracking: str, ticket: Ticket, name: str) -> None:
    own = to_typeid("tkt", ticket.pk)
    answer = Client().get(tracking.replace("TKT-0001", name.format(id=own, upper=own.upper())))
    assert answer.status_code == 401
    assert b"Cannot sign in" not in answer.content


def test_the_cookie_is_for_this_ticket_and_out_of_reach_of_scripts(client: Client, tracking: str) -> None:
    cookie = client.get(tracking).cookies["ticket_tracking"]
    assert (cookie["path"], cookie["samesite"], cookie["max-age"]) == (PAGE, "Lax", 12 * 3600)
    assert cookie["httponly"]


def test_the_cookie_is_secure_where_the_site_is(client: Client, tracking: str, settings: Any) -> None:
    settings.SESSION_COOKIE_SECURE = True
    assert client.get(tracking).cookies["ticket_tracking"]["secure"]


@pytest.mark.parametrize("where", ["link", "page", "refused"])
def test_no_address_travels_on_and_nothing_is_kept(client: Client, tracking: str, where: str) -> None:
    came_by_link = client.get(tracking)
    answer = {
        "link": lambda: came_by_link,
        "page": lambda: client.get(PAGE),
        "refused": lambda: Client().get(f"{PAGE}?t=abc"),
    }[where]()
    assert answer["Referrer-Policy"] == "strict-origin"  # never a path; see portal/customers/linked.py
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"


def test_opening_changes_nothing(
    client: Client, tracking: str, rating: str, everything: Callable[[], list[int]]
) -> None:
    before = everything()
    for link in (tracking, f"{rating}&score=1"):
        client.get(link)
        client.head(link)
    client.get(f"{PAGE}?score=1")
    assert everything() == before


@pytest.mark.parametrize("score", ["1", "5"])
def test_a_face_keeps_its_score_on_the_way(client: Client, rating: str, score: str) -> None:
    assert client.get(f"{rating}&score={score}")["Location"] == f"{PAGE}?score={score}#rating"


@pytest.mark.parametrize("score", ["0", "6", "45", "", "x", "%0d%0aX:1", "//evil.example"])
def test_nothing_else_is_kept_in_the_address(client: Client, rating: str, score: str) -> None:
    assert client.get(f"{rating}&score={score}")["Location"] == PAGE


def altered(token: str) -> list[str]:
    head, claims, signature = token.split(".")
    said = json.loads(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))
    rating_claims = jwt.encode(said | {"purpose": "rating"}, "guess" * 8).split(".")[1]
    unsigned = base64.urlsafe_b64encode(json.dumps({"alg": "none", "kid": "0" * 32}).encode()).decode().rstrip("=")
    return [
        "",
        "x",
        "a.b.c",
        token[:-2],
        token + "x",
        f"{head}.{claims}.{signature[::-1]}",
        f"{head}.{rating_claims}.{signature}",
        f"{unsigned}.{claims}.",
        jwt.encode(said, "guess" * 8, headers=jwt.get_unverified_header(token)),
        jwt.encode(said, "guess" * 8),
        "\x00",
        "é" * 500,
    ]


def test_an_altered_token_opens_nothing_and_is_not_told_what_was_wrong(ticket: Ticket, tracking: str) -> None:
    answers = [Client().get(PAGE, {"t": token}) for token in altered(token_in(tracking))]
    assert {answer.status_code for answer in answers} == {401}
    assert len({without_form_token(answer.content) for answer in answers}) == 1
    assert not any(answer.cookies.keys() & {"ticket_tracking", "ticket_rating"} for answer in answers)
    assert not any(b"Cannot sign in" in answer.content for answer in answers)


def test_a_revoked_link_looks_like_one_that_never_was(
    client: Client, tracking: str, ticket: Ticket, as_alice: Actor
) -> None:
    carols = came_by(tracking)
    with unit_of_work():
        revoke_links(ticket, actor=as_alice)
    never = without_form_token(client.get(f"{PAGE}?t=x").content)
    for answer in (client.get(tracking), carols.get(PAGE)):
        assert answer.status_code == 401
        assert without_form_token(answer.content) == never


def test_an_expired_link_says_so_and_offers_a_new_one(client: Client, ticket: Ticket) -> None:
    answer = client.get(link_to(ticket, age=datetime.timedelta(days=30, minutes=2)))
    page = answer.content.decode()
    assert answer.status_code == 401
    assert "This link has expired" in page
    assert 'value="TKT-0001"' in page
    assert "carol" not in page
    assert "Cannot sign in" not in page


def test_one_that_calls_the_ticket_by_its_id_is_told_the_number_only_when_it_once_was_good(
    client: Client, ticket: Ticket
) -> None:
    old = link_to(ticket, age=datetime.timedelta(days=30, minutes=2))
    by_id = old.replace("TKT-0001", to_typeid("tkt", ticket.pk))
    assert 'value="TKT-0001"' in client.get(by_id).content.decode()
    assert "TKT-0001" not in client.get(by_id[:-6] + "aaaaaa").content.decode()


def test_a_link_works_for_thirty_days(client: Client, ticket: Ticket) -> None:
    assert client.get(link_to(ticket, age=datetime.timedelta(days=29, hours=23))).status_code == 303


def test_a_link_opens_no_other_ticket_even_of_the_same_person(
    client: Client, tracking: str, as_carol: Actor, ticket: Ticket
) -> None:
    with unit_of_work():
        other = create_ticket(
            actor=as_carol, requester=ticket.requester, subject="Other", body="Other", channel="portal"
        )
    answer = client.get(f"/portal/acme/tickets/{other.reference}", {"t": token_in(tracking)})
    assert answer.status_code == 401
    assert b"Other" not in answer.content
    client.cookies["ticket_tracking"] = token_in(tracking)
    assert client.get(f"/portal/acme/tickets/{other.reference}").status_code == 401


def test_a_link_opens_nothing_in_another_workspace(
    client: Client, tracking: str, foreign_ticket: Ticket, globex: Workspace
) -> None:
    foreign = f"/portal/globex/tickets/{foreign_ticket.reference}"
    assert foreign_ticket.reference == "TKT-0001"
    assert client.get(foreign, {"t": token_in(tracking)}).status_code == 401
    client.cookies["ticket_tracking"] = token_in(tracking)
    answer = client.get(foreign)
    missing = client.get("/portal/globex/tickets/TKT-0001", {"t": "x"})
    assert answer.status_code == 401
    assert without_form_token(answer.content) == without_form_token(missing.content)


@pytest.mark.parametrize("reference", ["TKT-0777", "nonsense", "<script>", "%00"])
def test_a_ticket_that_does_not_exist_looks_like_one_that_is_closed_to_us(
    client: Client, ticket: Ticket, reference: str
) -> None:
    missing = client.get(f"/portal/acme/tickets/{reference}")
    closed = client.get(PAGE)
    assert missing.status_code == closed.status_code == 401
    shown = without_form_token(closed.content).replace(
        b'value="TKT-0001"', b'value="TKT-0777"' if reference == "TKT-0777" else b""
    )
    assert re.sub(rb"\s+", b" ", without_form_token(missing.content)) == re.sub(rb"\s+", b" ", shown)


def test_a_rating_link_takes_nothing_away_from_the_tracking_link(tracking: str, rating: str) -> None:
    client = came_by(tracking)
    client.get(rating)
    assert b"Send message" in client.get(PAGE).content


def test_a_cookie_gone_stale_does_not_hide_a_good_one(ticket: Ticket, tracking: str, rating: str) -> None:
    client = came_by(tracking)
    client.get(rating)
    MagicLink.objects.across_workspaces("a test").filter(purpose="tracking").delete()
    assert client.get(PAGE).status_code == 200


def test_other_methods_are_refused(carols: Client) -> None:
    assert carols.post(PAGE).status_code == 405
    assert carols.get(f"{PAGE}/reply").status_code == 405
    assert carols.delete(PAGE).status_code == 405
