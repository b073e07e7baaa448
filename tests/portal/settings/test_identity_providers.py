"""Identity providers: their secret goes in and never comes out."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from helpdesk.accounts.models import AuditEntry, IdentityProvider
from helpdesk.accounts.scopes import SETTINGS_WORKSPACE
from helpdesk.lib.sealed import Sealer
from tests.portal.settings.conftest import SETTINGS

PAGE = f"{SETTINGS}identity-providers/"
SECRET = "s3cret-of-the-provider"
GIVEN = {
    "name": "Company login",
    "issuer": "https://login.example.com/",
    "client_id": "helpdesk",
    "secret": SECRET,
    "audiences": "api\r\nother",
    "group_claim": "groups",
    "role_for_group": "Support = agent\r\ncn=bosses,dc=example = Admin",
    "is_active": "on",
}


def add(browser: Client, **fields: Any) -> Any:
    return browser.post(f"{PAGE}add/", GIVEN | fields)


def stored() -> IdentityProvider:
    found: IdentityProvider = IdentityProvider._base_manager.get()
    return found


def opened(row: IdentityProvider) -> str:
    sealer = Sealer(settings.SECRETS_KEYS)
    return sealer.open(bytes(row.sealed_secret), purpose=f"identity-provider:{row.pk}").decode()


def test_a_provider_is_added(admin: Client) -> None:
    assert add(admin).status_code == 303
    row = stored()
    assert (row.issuer, row.audiences, row.is_active) == ("https://login.example.com/", ["api", "other"], True)
    assert row.role_for_group == {"Support": "agent", "cn=bosses,dc=example": "admin"}
    assert opened(row) == SECRET


def test_its_secret_is_shown_nowhere(admin: Client) -> None:
    add(admin)
    row = stored()
    for path in ("", f"{row.pk}/", "add/"):
        assert SECRET not in admin.get(PAGE + path).content.decode()
    refused = admin.post(f"{PAGE}{row.pk}/", GIVEN | {"issuer": "x"})
    assert refused.status_code == 422
    assert SECRET not in refused.content.decode()
    assert SECRET not in str(list(AuditEntry._base_manager.values()))


def test_an_empty_secret_keeps_the_one_there_is(admin: Client) -> None:
    add(admin)
    row = stored()
    page = admin.get(f"{PAGE}{row.pk}/").content.decode()
    assert "cn=bosses,dc=example = admin" in page
    assert admin.post(f"{PAGE}{row.pk}/", GIVEN | {"secret": "", "name": "New"}).status_code == 303
    row = stored()
    assert (row.name, opened(row)) == ("New", SECRET)
    admin.post(f"{PAGE}{row.pk}/", GIVEN | {"secret": "another"})
    assert opened(stored()) == "another"
    assert AuditEntry._base_manager.latest("created_at").after["secret"] == "replaced"


def test_a_provider_is_deleted_after_asking(admin: Client) -> None:
    add(admin)
    row = stored()
    assert b"Members stay members" in admin.get(f"{PAGE}{row.pk}/delete/").content
    assert IdentityProvider._base_manager.exists()
    assert admin.post(f"{PAGE}{row.pk}/delete/").status_code == 303
    assert not IdentityProvider._base_manager.exists()
    assert AuditEntry._base_manager.filter(action="identity_provider.deleted").count() == 1


def test_the_same_issuer_twice_is_told_beside_the_field(admin: Client) -> None:
    add(admin)
    answer = add(admin, name="Another")
    assert answer.status_code == 422
    assert "There is already a provider with this issuer" in answer.content.decode()
    assert 'id="id_issuer_error"' in answer.content.decode()


def test_nobody_makes_himself_admin_by_a_group(holding: Callable[..., Client]) -> None:
    browser = holding(SETTINGS_WORKSPACE)
    assert add(browser).status_code == 422
    assert add(browser, role_for_group="").status_code == 303
    row = stored()
    assert browser.post(f"{PAGE}{row.pk}/", GIVEN).status_code == 422
    assert stored().role_for_group == {}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("issuer", ""),
        ("issuer", "http://login.example.com/"),
        ("issuer", "https://"),
        ("issuer", "https://user@login.example.com/"),
        ("issuer", "https://[x"),
        ("issuer", "https://login.example.com/?a=1"),
        ("client_id", "a" * 201),
        ("secret", "a" * 1001),
        ("audiences", "\n".join(str(number) for number in range(21))),
        ("group_claim", ""),
        ("role_for_group", "Support"),
        ("role_for_group", "= agent"),
        ("role_for_group", "Support = owner"),
    ],
)
def test_bad_input_is_refused_beside_its_field(field: str, value: str, admin: Client) -> None:
    answer = add(admin, **{field: value})
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert not IdentityProvider._base_manager.exists()
