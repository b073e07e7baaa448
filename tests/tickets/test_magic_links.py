"""Links that open one ticket."""

import datetime
from typing import Any

import jwt
import pytest
from django.conf import settings

from helpdesk.accounts.models import Customer, SigningKey, Workspace
from helpdesk.events.unit import unit_of_work
from helpdesk.lib.errors import Unauthenticated
from helpdesk.lib.sealed import Sealer
from helpdesk.lib.signing import mint
from tickets.magic_links import LIFETIME, make_link, open_key, open_link
from tickets.models import MagicLink, Ticket


def link_of(ticket: Ticket, customer: Customer, *, age: datetime.timedelta = datetime.timedelta()) -> str:
    """The address of a link made so long ago."""
    with unit_of_work() as unit:
        unit.now -= age
        return make_link(ticket, customer=customer)


def token_of(address: str) -> str:
    return address.partition("?t=")[2]


@pytest.fixture
def token(ticket: Ticket, carol: Customer) -> str:
    return token_of(link_of(ticket, carol))


def test_a_link_opens_its_ticket_as_its_customer_again_and_again(
    ticket: Ticket, carol: Customer, acme: Workspace
) -> None:
    address = link_of(ticket, carol)
    assert address.startswith(f"{settings.BASE_URL}/portal/acme/tickets/TKT-0001?t=eyJ")
    for _ in range(3):
        opened = open_link(token_of(address), workspace=acme)
        assert (opened.ticket, opened.actor.kind, opened.actor.id) == (ticket, "customer", carol.pk)
        assert opened.link.purpose == "tracking"


def test_the_token_is_stored_nowhere_and_names_nobody(token: str, ticket: Ticket) -> None:
    assert not any(part in str(MagicLink._base_manager.values().get()) for part in token.split("."))
    claims = jwt.decode(token, options={"verify_signature": False})
    assert set(claims) == {"jti", "sub", "purpose", "exp"}


def test_another_workspace_does_not_open_it(token: str, globex: Workspace) -> None:
    with pytest.raises(Unauthenticated) as refused:
        open_link(token, workspace=globex)
    assert refused.value.code == "unauthenticated"


@pytest.mark.parametrize(("over_seconds", "good"), [(-5, True), (30, True), (300, False)])
def test_a_link_works_for_thirty_days(
    ticket: Ticket, carol: Customer, acme: Workspace, over_seconds: float, good: bool
) -> None:
    token = token_of(link_of(ticket, carol, age=LIFETIME + datetime.timedelta(seconds=over_seconds)))
    if good:
        assert open_link(token, workspace=acme)
    else:
        with pytest.raises(Unauthenticated) as refused:
            open_link(token, workspace=acme)
        assert refused.value.code == "link_expired"


def test_a_link_shortened_in_its_row_ends_then(token: str, acme: Workspace) -> None:
    acme.magic_links.update(expires_at=datetime.datetime.now(datetime.UTC) - datetime.timedelta(minutes=2))
    with pytest.raises(Unauthenticated) as refused:
        open_link(token, workspace=acme)
    assert refused.value.code == "link_expired"


@pytest.mark.parametrize(
    "change",
    [
        {"revoked_at": datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)},
        {"purpose": "rating"},
    ],
)
def test_the_row_decides(token: str, acme: Workspace, change: dict[str, Any]) -> None:
    acme.magic_links.update(**change)
    with pytest.raises(Unauthenticated):
        open_link(token, workspace=acme)


def test_a_forgotten_link_opens_nothing(token: str, acme: Workspace) -> None:
    acme.magic_links.all().delete()
    with pytest.raises(Unauthenticated):
        open_link(token, workspace=acme)


@pytest.mark.parametrize(
    "claims", [{"sub": "0" * 32}, {"jti": "0" * 32}, {"jti": None}, {"jti": 5}, {"jti": "x"}, {"purpose": None}]
)
def test_good_signatures_on_other_claims_open_nothing(
    ticket: Ticket, carol: Customer, acme: Workspace, claims: dict[str, Any]
) -> None:
    link_of(ticket, carol)
    link, key = acme.magic_links.get(), acme.signing_keys.get()
    good = {"jti": link.pk.hex, "sub": ticket.pk.hex, "purpose": "tracking"}
    token = mint(good | claims, secret=open_key(key), key_id=key.pk, expires_at=link.expires_at)
    with pytest.raises(Unauthenticated):
        open_link(token, workspace=acme)


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "eyJ.eyJ.x", "\x00", "\ud800", "é" * 5000, "." * 10_000])
def test_nonsense_opens_nothing(acme: Workspace, token: str) -> None:
    with pytest.raises(Unauthenticated):
        open_link(token, workspace=acme)


def test_a_retired_key_signs_no_more_but_its_links_still_open(
    token: str, ticket: Ticket, carol: Customer, acme: Workspace
) -> None:
    old = acme.signing_keys.get()
    other = SigningKey(workspace=acme)
    other.sealed = reseal(old, other)
    other.save(force_insert=True)
    acme.signing_keys.filter(pk=old.pk).update(retired_at=datetime.datetime.now(datetime.UTC))
    assert open_link(token, workspace=acme)
    newer = token_of(link_of(ticket, carol))
    assert jwt.get_unverified_header(newer)["kid"] == other.pk.hex
    assert open_link(newer, workspace=acme)


def reseal(old: SigningKey, new: SigningKey) -> bytes:
    """The secret of one key, sealed as another's."""
    return Sealer(settings.SECRETS_KEYS).seal(open_key(old), purpose=f"signing:{new.pk}")


def test_links_are_made_inside_a_unit_of_work(ticket: Ticket, carol: Customer) -> None:
    with pytest.raises(RuntimeError):
        make_link(ticket, customer=carol)
