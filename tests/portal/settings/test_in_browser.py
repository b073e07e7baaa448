"""The settings by keyboard on a phone's width, with scripts and without, in light and dark."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from helpdesk.accounts.models import ApiKey, Membership, Workspace
from helpdesk.accounts.site import WorkspaceAdmin, site
from tests.journeys.browser import Person, browser

pytestmark = pytest.mark.browser


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_workspace_is_set_up_by_keyboard(
    scripts: bool,
    live_server: Any,
    signed_in: Callable[[Membership], Client],
    adam: Membership,
    acme: Workspace,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright's loop runs in this thread
    cookie = signed_in(adam).cookies["sessionid"].value
    with browser() as chromium:
        person = Person(chromium, width=360, scripts=scripts)
        person.page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        person.open(f"{live_server.url}/desk/acme/settings/")
        person.press("API keys")
        person.press("New key")
        person.press("Desk")
        person.press("Create")
        assert person.page.locator("[aria-invalid=true]").count() >= 1
        person.type_into("name", "Shop")
        person.tab_to(name="scopes")
        person.page.keyboard.press("Space")
        person.press("Create")
        assert person.page.locator(".secret").inner_text().startswith("tl_live_")
        person.press("I have kept it")
        person.press("Shop")
        person.press("Revoke")
        person.press("Revoke")
        assert "Revoked" in person.page.locator(".rows").inner_text()
        person.press("Settings")
        person.press("Audit log")
        person.press("api_key.revoked")
    assert ApiKey._base_manager.filter(revoked_at__isnull=False).count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_screen_is_sound(
    scheme: Any,
    live_server: Any,
    signed_in: Callable[[Membership], Client],
    adam: Membership,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    cookie = signed_in(adam).cookies["sessionid"].value
    with browser() as chromium:
        for width in (360, 1280):
            person = Person(chromium, width=width, scripts=True)
            person.page.emulate_media(color_scheme=scheme)
            person.page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
            for card in site.cards:
                person.open(f"{live_server.url}/desk/acme/settings/{card.address}/")
                if isinstance(card, WorkspaceAdmin) and card.offers("create"):
                    person.open(f"{live_server.url}/desk/acme/settings/{card.address}/add/")
