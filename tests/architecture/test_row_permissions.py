"""Each permission with and without, on single rows of the settings, on the desk contract, and on copies of data."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from helpdesk.accounts.models import ApiKey, Customer, IdentityProvider, Membership, Workspace
from helpdesk.accounts.scopes import (
    CUSTOMERS_ERASE,
    CUSTOMERS_READ,
    CUSTOMERS_WRITE,
    PERMISSIONS,
    SETTINGS_DATA,
    TICKETS_EXPORT,
    TICKETS_READ,
    TICKETS_WRITE,
    expand,
)
from helpdesk.accounts.site import WorkspaceAdmin, site
from helpdesk.api.desk.urls import urlpatterns
from helpdesk.lib.ids import new_id, to_typeid
from portal.settings.addresses import discover_screens
from tests.accounts.actions.kit import invite, role_of, team_of
from tests.architecture.test_desk_permissions import holding
from tests.cast import Api, make_key
from tickets.models import Ticket

__all__ = ["holding"]

discover_screens()
Holding = Callable[[set[str]], Client]
SCREENS = [card for card in site.cards if isinstance(card, WorkspaceAdmin)]


def key_of(acme: Workspace, adam: Membership) -> ApiKey:
    """A key of Adam's."""
    make_key(adam, scopes=[TICKETS_READ])
    return ApiKey._base_manager.get(workspace=acme)


# Address of a screen -> a row of it, which exists.
ROWS: dict[str, Callable[[Workspace, Membership], Any]] = {
    "members": lambda acme, adam: adam,
    "invitations": lambda acme, adam: invite(adam),
    "teams": lambda acme, adam: team_of(acme),
    "roles": lambda acme, adam: role_of(acme, TICKETS_READ),
    "keys": key_of,
    "queues": lambda acme, adam: acme.queues.create(name="Returns"),
    "statuses": lambda acme, adam: acme.custom_statuses.create(label="Parts", kind="pending"),
    "types": lambda acme, adam: acme.ticket_types.create(name="Repair", word="repair"),
    "tags": lambda acme, adam: acme.tags.create(name="late"),
    "fields": lambda acme, adam: acme.custom_fields.create(label="Size", key="size", kind="text"),
    "identity-providers": lambda acme, adam: IdentityProvider._base_manager.create(
        workspace=acme, name="Login", issuer="https://login.example.com/", client_id="x"
    ),
    "mail-wording": lambda acme, adam: acme.mail_wordings.create(kind="reply", language="en", opening="Hello"),
}


def test_there_are_rows_to_act_on() -> None:
    assert set(ROWS) <= {card.address for card in SCREENS}


@pytest.mark.parametrize("card", [pytest.param(card, id=card.address) for card in SCREENS])
def test_no_page_of_a_row_opens_to_another_permission(
    card: Any, holding: Holding, acme: Workspace, adam: Membership
) -> None:
    refused = holding({name for name in PERMISSIONS if card.scope not in expand([name])})
    row = ROWS[card.address](acme, adam) if card.address in ROWS else None
    here = f"/desk/acme/settings/{card.address}/"
    words = ["delete", *(act.word for act in card.acts)]
    pages = [f"{here}add/", *(f"{here}{key}/" for key in ("1", new_id()))]
    kept = type(row)._base_manager.filter(pk=row.pk).values().get() if row else None
    if row:
        pages += [f"{here}{row.pk}/", *(f"{here}{row.pk}/{word}/" for word in words)]
    for page in pages:
        assert (refused.get(page).status_code, refused.post(page).status_code) == (403, 403), page
    if row:
        assert type(row)._base_manager.filter(pk=row.pk).values().get() == kept
        acme.roles.filter(name="Tried").update(permissions=[card.scope])
        allowed = refused
        assert allowed.get(f"{here}{row.pk}/").status_code == 200
        offered = [act.word for act in [*card.acts, *([card.deletion()] if card.offers("remove") else [])]]
        found = {word: allowed.get(f"{here}{row.pk}/{word}/").status_code for word in offered}
        assert set(found.values()) <= {200, 404}
        assert not found or 200 in found.values()


CALLS = [
    pytest.param(str(pattern.pattern), method, scope, id=f"{method} {pattern.pattern}")
    for pattern in urlpatterns
    for method, scope in getattr(pattern.callback, "view_initkwargs", {}).get("scopes", {}).items()
]


@pytest.mark.parametrize(("route", "method", "scope"), CALLS)
def test_a_key_opens_what_its_scope_and_its_owner_allow(
    route: str, method: str, scope: str, alice: Membership, adam: Membership, vera: Membership, ticket: Ticket
) -> None:
    path = re.sub(r"<str:id>", to_typeid("tkt", ticket.pk), route).removeprefix("desk/")
    body: dict[str, str] | None = {} if method in ("POST", "PATCH") else None
    for given in (TICKETS_READ, TICKETS_WRITE):
        status = Api(make_key(adam, scopes=[given]))(method, path, body).status_code
        assert (status != 401) is (scope in expand([given])), given
    # The key may write, its owner may not any more.
    key = Api(make_key(alice, scopes=[TICKETS_WRITE]))
    Membership._base_manager.filter(pk=alice.pk).update(role="viewer")
    assert (key(method, path, body).status_code != 401) is (scope == TICKETS_READ)


@pytest.mark.parametrize("audience", ["public", "conversation", "workflow"])
def test_a_key_of_another_contract_opens_nothing(audience: str, adam: Membership, ticket: Ticket) -> None:
    text = make_key(adam, scopes=[TICKETS_WRITE])
    ApiKey._base_manager.update(audience=audience)
    assert Api(text)("GET", "tickets").status_code == 401


@pytest.mark.parametrize(
    ("address", "needed"),
    [
        ("tickets/export", {TICKETS_EXPORT}),
        ("exports/workspace", {SETTINGS_DATA}),
        ("customers/{customer}/export", {CUSTOMERS_ERASE, SETTINGS_DATA}),
    ],
)
def test_a_copy_of_data_needs_its_right(
    address: str, needed: set[str], holding: Holding, carol: Customer, ticket: Ticket
) -> None:
    page = f"/desk/acme/{address.format(customer=carol.pk)}"
    for name in PERMISSIONS:
        browser = holding({name, CUSTOMERS_READ, CUSTOMERS_WRITE, TICKETS_READ, TICKETS_WRITE})
        expected = {200, 303} if name in needed else {403}
        assert browser.post(page, {"q": "is:open"}).status_code in expected, name
