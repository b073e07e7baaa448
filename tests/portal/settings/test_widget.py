"""The settings screen of the help panel for other websites."""

import pytest
from django.test import Client

from helpdesk.accounts.models import AuditEntry, Membership, Workspace

SCREEN = "/desk/acme/settings/widget/"


@pytest.fixture
def admin(client: Client, adam: Membership) -> Client:
    """Adam's browser."""
    client.force_login(adam.user)
    return client


def test_the_line_for_the_site_is_shown_as_text(admin: Client) -> None:
    page = admin.get(SCREEN).content.decode()
    assert "/widget.js&quot; data-workspace=&quot;acme&quot; async&gt;" in page


def test_sites_are_kept_each_once_and_noted(admin: Client, acme: Workspace) -> None:
    typed = "https://Shop.example\r\n\r\nhttp://127.0.0.1:8080\nhttps://shop.example"
    assert admin.post(SCREEN, {"widget_origins": typed}).status_code in {302, 303}
    acme.refresh_from_db()
    assert acme.widget_origins == ["https://shop.example", "http://127.0.0.1:8080"]
    assert AuditEntry.objects.across_workspaces("the log in a test").filter(action="workspace.changed").exists()
    admin.post(SCREEN, {"widget_origins": ""})
    acme.refresh_from_db()
    assert acme.widget_origins == []


@pytest.mark.parametrize(
    "typed",
    [
        "shop.example",
        "https://shop.example/path",
        "https://*.example",
        "https://shop.example; script-src *",
        "javascript:alert(1)",
        "https://a b",
        "https://" + "x" * 300,
        "\n".join(f"https://s{number}.example" for number in range(51)),
    ],
)
def test_what_is_no_site_is_refused_and_stays_to_be_mended(admin: Client, acme: Workspace, typed: str) -> None:
    answer = admin.post(SCREEN, {"widget_origins": typed})
    assert answer.status_code in {200, 400, 422}
    acme.refresh_from_db()
    assert acme.widget_origins == []


def test_an_agent_has_no_business_here(client: Client, alice: Membership) -> None:
    client.force_login(alice.user)
    assert client.get(SCREEN).status_code in {403, 404}
