"""API keys: made, shown once, replaced, revoked."""

import datetime
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from helpdesk.accounts.authentication import actor_for_key
from helpdesk.accounts.models import ApiKey, AuditEntry, Membership, Workspace
from helpdesk.accounts.scopes import SETTINGS_KEYS, SETTINGS_PEOPLE, TICKETS_READ
from helpdesk.events.models import Event
from helpdesk.lib.errors import Unauthenticated
from tests.cast import make_key
from tests.portal.settings.conftest import SETTINGS

KEYS = f"{SETTINGS}keys/"
SECRET = re.compile(r'class="secret" dir="ltr">([^<]+)<')


def make(browser: Client, audience: str = "desk", **fields: Any) -> Any:
    given = {"name": "Shop", "scopes": ["tickets.write"]} | fields
    return browser.post(f"{KEYS}add/?audience={audience}", given)


def shown(answer: Any) -> str:
    assert answer.status_code == 200, answer.content
    found = SECRET.findall(answer.content.decode())
    assert len(found) == 1
    return str(found[0])


@pytest.mark.parametrize(
    ("audience", "scopes", "prefix"),
    [
        ("public", ["tickets.write"], "wks_live_"),
        ("conversation", ["tickets.read", "customers.write"], "woesk_"),
        ("desk", ["tickets.read"], "tl_live_"),
    ],
)
def test_a_key_of_each_contract_works(
    audience: str, scopes: list[str], prefix: str, admin: Client, acme: Workspace
) -> None:
    text = shown(make(admin, audience, scopes=scopes))
    assert text.startswith(prefix)
    assert set(scopes) <= actor_for_key(text, audience=audience, prefixes=(prefix,)).scopes


def test_a_workflow_key_has_a_bar_and_an_owner(admin: Client, adam: Membership) -> None:
    assert make(admin, "workflow", scopes=["workflow.write"]).status_code == 422
    text = shown(make(admin, "workflow", scopes=["workflow.write"], owner=str(adam.pk)))
    public, bar, secret = text.partition("|")
    assert (len(public), bar, len(secret)) == (10, "|", 30)
    assert actor_for_key(text, audience="workflow", prefixes=("",)).scopes == {"workflow.write", "workflow.read"}
    with pytest.raises(Unauthenticated):
        actor_for_key(public + secret, audience="workflow", prefixes=("",))


def test_it_is_shown_on_the_page_that_made_it_and_nowhere_else(admin: Client) -> None:
    text = shown(make(admin))
    row = ApiKey._base_manager.get()
    for path in ("", f"{row.pk}/", "add/?audience=desk"):
        assert text[-30:] not in admin.get(KEYS + path).content.decode()
    kept = str(admin.cookies) + str(dict(admin.session)) + str(list(AuditEntry._base_manager.values()))
    assert text[-30:] not in kept + str(list(Event.objects.values()))


def test_a_test_key_and_a_last_day(admin: Client, acme: Workspace) -> None:
    acme.time_zone = "Asia/Tokyo"
    acme.save()
    text = shown(make(admin, is_test="on", expires_on="2099-12-31"))
    assert text.startswith("tl_test_")
    row = ApiKey._base_manager.get()
    assert row.is_test
    assert row.expires_at == datetime.datetime(2099, 12, 31, 15, tzinfo=datetime.UTC)


def test_the_same_form_twice_makes_one_key(admin: Client) -> None:
    shown(make(admin, once="abc"))
    assert make(admin, once="abc").status_code == 303
    assert ApiKey._base_manager.count() == 1


def test_both_keys_work_until_the_old_one_ends(admin: Client, adam: Membership) -> None:
    old_text = shown(make(admin, owner=str(adam.pk)))
    old = ApiKey._base_manager.get()
    new_text = shown(admin.post(f"{KEYS}{old.pk}/rotate/", {"overlap_hours": "24"}))
    for text in (old_text, new_text):
        assert actor_for_key(text, audience="desk", prefixes=("tl_live_",)).may("tickets.write")
    old.refresh_from_db()
    new = ApiKey._base_manager.exclude(pk=old.pk).get()
    assert (old.replaced_by_id, new.owner_id, new.scopes) == (new.pk, adam.pk, ["tickets.write"])
    assert old.expires_at is not None
    assert datetime.timedelta(hours=23) < old.expires_at - timezone.now() <= datetime.timedelta(hours=24)
    assert admin.post(f"{KEYS}{old.pk}/rotate/", {"overlap_hours": "1"}).status_code == 404
    assert "Being replaced" in admin.get(KEYS).content.decode()


def test_a_revoked_key_opens_nothing(admin: Client) -> None:
    text = shown(make(admin))
    row = ApiKey._base_manager.get()
    assert b"cannot be undone" in admin.get(f"{KEYS}{row.pk}/revoke/").content
    assert admin.post(f"{KEYS}{row.pk}/revoke/").status_code == 303
    with pytest.raises(Unauthenticated):
        actor_for_key(text, audience="desk", prefixes=("tl_live_",))
    assert admin.post(f"{KEYS}{row.pk}/revoke/").status_code == 404
    actions = AuditEntry._base_manager.filter(subject_kind="api_key").order_by("created_at").values_list("action")
    assert list(actions) == [("api_key.created",), ("api_key.revoked",)]


def test_looking_revokes_nothing(admin: Client) -> None:
    shown(make(admin))
    row = ApiKey._base_manager.get()
    admin.get(f"{KEYS}{row.pk}/revoke/")
    row.refresh_from_db()
    assert row.revoked_at is None


def test_a_key_cannot_do_more_than_its_owner(admin: Client, vera: Membership) -> None:
    answer = make(admin, owner=str(vera.pk))
    assert answer.status_code == 422
    assert b"A key cannot do more than its owner" in answer.content
    assert not ApiKey._base_manager.exists()


def test_a_key_cannot_do_more_than_whoever_makes_it(holding: Callable[..., Client]) -> None:
    browser = holding(SETTINGS_KEYS, TICKETS_READ)
    assert b"what you may not do yourself" in make(browser).content
    shown(make(browser, scopes=["tickets.read"]))


def test_without_the_right_to_change_people_one_names_nobody_else(
    holding: Callable[..., Client], adam: Membership, alice: Membership
) -> None:
    browser = holding(SETTINGS_KEYS, TICKETS_READ)
    assert make(browser, scopes=["tickets.read"], owner=str(adam.pk)).status_code == 422
    shown(make(browser, scopes=["tickets.read"], owner=str(alice.pk)))
    shown(make(holding(SETTINGS_KEYS, SETTINGS_PEOPLE, TICKETS_READ), scopes=["tickets.read"], owner=str(adam.pk)))


def test_replacing_somebody_elses_key_takes_the_same_rights(holding: Callable[..., Client], adam: Membership) -> None:
    make_key(adam, scopes=["tickets.write"])
    row = ApiKey._base_manager.get()
    answer = holding(SETTINGS_KEYS, TICKETS_READ).post(f"{KEYS}{row.pk}/rotate/", {"overlap_hours": "0"})
    assert answer.status_code == 422
    assert ApiKey._base_manager.count() == 1


def test_an_owner_of_another_workspace_is_no_choice(admin: Client, eve: Membership) -> None:
    assert make(admin, owner=str(eve.pk)).status_code == 422


@pytest.mark.parametrize(
    "fields",
    [
        {"name": ""},
        {"name": "a" * 121},
        {"scopes": []},
        {"scopes": ["settings.keys"]},
        {"scopes": ["x"]},
        {"owner": "x"},
        {"expires_on": "2001-01-01"},
        {"expires_on": "9999-12-31"},
        {"expires_on": "soon"},
    ],
)
def test_bad_input_is_refused_beside_its_field(fields: dict[str, Any], admin: Client) -> None:
    answer = make(admin, **fields)
    assert answer.status_code == 422
    assert f'id="id_{next(iter(fields))}_error"' in answer.content.decode()
    assert not ApiKey._base_manager.exists()


@pytest.mark.parametrize("hours", ["-1", "337", "x", ""])
def test_a_strange_overlap_is_refused(hours: str, admin: Client) -> None:
    shown(make(admin))
    row = ApiKey._base_manager.get()
    assert admin.post(f"{KEYS}{row.pk}/rotate/", {"overlap_hours": hours}).status_code == 422
    assert ApiKey._base_manager.count() == 1


@pytest.mark.parametrize("audience", ["service", "x"])
def test_a_contract_without_keys_is_not_there(audience: str, admin: Client) -> None:
    assert admin.get(f"{KEYS}add/?audience={audience}").status_code == 404
    assert make(admin, audience).status_code == 404
