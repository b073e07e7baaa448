"""Each page of the desk and of its settings opens to its own permission alone; new ones join by themselves."""

import re
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern

from helpdesk.accounts.models import Membership, Role
from helpdesk.accounts.scopes import PERMISSIONS, expand
from helpdesk.accounts.site import site
from portal.desk.articles.urls import urlpatterns as articles
from portal.desk.urls import urlpatterns
from portal.settings.addresses import discover_screens

discover_screens()
CARDS = [pytest.param(card, id=card.address) for card in site.cards]
PAGES = [
    pytest.param(str(pattern.pattern), method, scope, id=f"{method} {pattern.name}")
    for pattern in [*urlpatterns, *articles]
    if isinstance(pattern, URLPattern)
    for method, scope in getattr(pattern.callback, "view_initkwargs", {}).get("scopes", {}).items()
    if scope in PERMISSIONS
]
FILLED = {"workspace": "acme", "uuid": str(uuid.UUID(int=1)), "other": "1"}


@pytest.fixture
def holding(alice: Membership, signed_in: Callable[[Membership], Client]) -> Callable[[set[str]], Client]:
    """Alice in a role of exactly these permissions."""

    def sign_in(permissions: set[str]) -> Client:
        Membership._base_manager.filter(pk=alice.pk).update(custom_role=None)
        Role._base_manager.filter(workspace=alice.workspace).delete()
        role = Role._base_manager.create(workspace=alice.workspace, name="Tried", permissions=sorted(permissions))
        Membership._base_manager.filter(pk=alice.pk).update(custom_role=role)
        return signed_in(alice)

    return sign_in


def test_there_are_screens_to_look_at() -> None:
    assert {"members", "invitations", "teams", "roles", "keys", "queues"} <= {card.address for card in site.cards}


@pytest.mark.parametrize("card", CARDS)
def test_a_screen_opens_to_its_permission_and_to_no_other(card: Any, holding: Callable[[set[str]], Client]) -> None:
    address = f"/desk/acme/settings/{card.address}/"
    assert card.scope in PERMISSIONS
    assert holding({card.scope}).get(address).status_code == 200
    others = {name for name in PERMISSIONS if card.scope not in expand([name])}
    refused = holding(others)
    assert refused.get(address).status_code == 403
    assert refused.post(address).status_code == 403
    assert refused.get(f"{address}add/").status_code in (403, 404)


def filled(route: str) -> str:
    """An address of a route in acme; what it names is not there, which is said only to whoever may ask."""
    names = route.replace("<slug:workspace>", FILLED["workspace"])
    return "/" + re.sub(r"<[^>]+>", FILLED["other"], re.sub(r"<uuid:[^>]+>", FILLED["uuid"], names))


@pytest.mark.parametrize(("route", "method", "scope"), PAGES)
def test_a_page_opens_to_its_permission_and_to_no_other(
    route: str, method: str, scope: str, holding: Callable[[set[str]], Client]
) -> None:
    assert getattr(holding({scope}), method.lower())(filled(route)).status_code != 403
    others = {name for name in PERMISSIONS if scope not in expand([name])}
    assert getattr(holding(others), method.lower())(filled(route)).status_code == 403
