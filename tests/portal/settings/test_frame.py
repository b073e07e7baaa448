"""What holds for every settings screen."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from helpdesk.accounts.models import ApiKey, AuditEntry, Membership
from helpdesk.accounts.scopes import CONFIGURING, SETTINGS_KEYS, SETTINGS_WORKSPACE, TICKETS_READ
from helpdesk.accounts.site import WorkspaceAdmin, site
from portal.settings import addresses
from tests.cast import make_key
from tests.portal.settings.conftest import SETTINGS, SignIn

addresses.discover_screens()
SCREENS = [pytest.param(card, id=card.address) for card in site.cards]
ROWS = [pytest.param(card, id=card.address) for card in site.cards if isinstance(card, WorkspaceAdmin)]
FORMS = [pytest.param(card, id=card.address) for card in site.cards if card.address != "audit"]


def test_there_are_screens_of_several_rooms() -> None:
    assert {"keys", "workspace", "audit", "mail-wording"} <= {card.address for card in site.cards}
    assert len({card.address for card in site.cards}) == len(site.cards)


def test_django_finds_nothing_wrong_with_them() -> None:
    assert site.check(list(apps.get_app_configs())) == []


@pytest.mark.parametrize("card", SCREENS)
def test_a_screen_opens_and_obeys_the_content_policy(card: Any, admin: Client) -> None:
    answer = admin.get(f"{SETTINGS}{card.address}/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert str(card.title) in page
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=|javascript:|docs\.djangoproject", page)
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("card", SCREENS)
def test_a_screen_is_open_to_its_permission_and_no_other(card: Any, holding: Callable[..., Client]) -> None:
    others = sorted(CONFIGURING - {card.scope})
    browser = holding(*others)
    assert browser.get(f"{SETTINGS}{card.address}/").status_code == 403
    assert browser.post(f"{SETTINGS}{card.address}/", {"name": "x"}).status_code == 403
    assert f"{card.address}/" not in browser.get(SETTINGS).content.decode()
    assert holding(card.scope).get(f"{SETTINGS}{card.address}/").status_code == 200


@pytest.mark.parametrize("card", ROWS)
def test_what_is_below_a_list_is_closed_too(card: Any, holding: Callable[..., Client]) -> None:
    browser = holding(*sorted(CONFIGURING - {card.scope}))
    for below in ("add/", "1/", "1/delete/"):
        for answer in (
            browser.get(f"{SETTINGS}{card.address}/{below}"),
            browser.post(f"{SETTINGS}{card.address}/{below}"),
        ):
            assert answer.status_code in {403, 404}


def fields_of(page: str) -> Iterator[str]:
    yield from re.findall(r'<(?:input|select|textarea)[^>]*\bname="(?!csrf|once|q")([^"]+)"', page)


@pytest.mark.parametrize("card", FORMS)
def test_every_field_has_help(card: Any, admin: Client) -> None:
    below = "add/" if isinstance(card, WorkspaceAdmin) and card.offers("create") else ""
    more = "?audience=desk" if card.address == "keys" else ""
    page = admin.get(f"{SETTINGS}{card.address}/{below}{more}").content.decode()
    main = page.partition("<main")[2].partition("</main>")[0]
    for name in set(fields_of(main)) - {"sent"}:
        assert f'id="id_{name}_helptext"' in main, f"{card.address}: {name}"


def test_the_first_page_shows_what_is_open_to_whoever_asks(holding: Callable[..., Client]) -> None:
    page = holding(SETTINGS_KEYS).get(SETTINGS).content.decode()
    assert f'href="{SETTINGS}keys/"' in page
    assert f'href="{SETTINGS}audit/"' not in page


@pytest.mark.parametrize("path", ["", "keys/", "keys/add/", "workspace/", "audit/"])
def test_nobody_sees_a_screen_signed_out(path: str, client: Client, adam: Membership) -> None:
    answer = client.get(SETTINGS + path)
    assert (answer.status_code, answer["Location"]) == (302, f"/sign-in?next={SETTINGS}{path}")


@pytest.mark.parametrize("path", ["", "keys/", "workspace/", "audit/"])
def test_agent_and_viewer_are_refused(
    path: str, signed_in: SignIn, alice: Membership, vera: Membership, adam: Membership
) -> None:
    for member in (alice, vera):
        assert signed_in(member).get(SETTINGS + path).status_code == 403


@pytest.mark.parametrize("path", ["", "keys/", "nowhere/"])
def test_another_workspace_looks_like_one_that_does_not_exist(path: str, stranger: Client, adam: Membership) -> None:
    foreign, missing = stranger.get(SETTINGS + path), stranger.get("/desk/nowhere/settings/" + path)
    assert foreign.status_code == missing.status_code == 404
    assert foreign.content == missing.content


@pytest.mark.parametrize(
    "path", ["nowhere/", "keys", "keys/1/", "keys/%00/", "audit/1/", "admin/", "login/", "jsi18n/"]
)
def test_what_is_not_there_is_not_found(path: str, admin: Client) -> None:
    assert admin.get(SETTINGS + path).status_code == 404


def test_a_row_of_another_workspace_is_not_found(admin: Client, eve: Membership) -> None:
    make_key(eve, scopes=["tickets.read"])
    foreign = ApiKey._base_manager.get(workspace=eve.workspace)
    missing = admin.get(f"{SETTINGS}keys/01890000-0000-7000-8000-000000000000/")
    for path in ("", "revoke/", "rotate/"):
        for answer in (
            admin.get(f"{SETTINGS}keys/{foreign.pk}/{path}"),
            admin.post(f"{SETTINGS}keys/{foreign.pk}/{path}", {"overlap_hours": 0}),
        ):
            assert answer.status_code == missing.status_code == 404
            assert answer.content == missing.content
    foreign.refresh_from_db()
    assert foreign.revoked_at is None


def test_a_member_who_left_is_let_in_nowhere(admin: Client, adam: Membership) -> None:
    adam.is_active = False
    adam.save()
    assert admin.get(SETTINGS).status_code == 404


def test_the_desk_links_here_for_whoever_may(admin: Client, signed_in: SignIn, alice: Membership) -> None:
    assert f'href="{SETTINGS}"' in admin.get("/desk/acme/tickets/").content.decode()
    assert f'href="{SETTINGS}"' not in signed_in(alice).get("/desk/acme/tickets/").content.decode()


@pytest.mark.parametrize("query", ["?cursor=x", "?cursor=W10", "?q=" + "a" * 201, "?q=%00", "?cursor=" + "A" * 2000])
def test_a_search_or_place_nobody_was_given_is_refused_kindly(query: str, admin: Client) -> None:
    assert admin.get(f"{SETTINGS}keys/{query}").status_code == 422


def test_characters_that_are_no_text_are_refused(admin: Client) -> None:
    assert admin.post(f"{SETTINGS}workspace/", {"name": "a\x00b"}).status_code == 422


def test_another_method_is_refused(admin: Client) -> None:
    assert admin.put(f"{SETTINGS}keys/").status_code == 405


def test_a_list_goes_on_where_the_page_before_ended(
    admin: Client, adam: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("helpdesk.accounts.settings_screens.paging.PAGE_SIZE", 2)
    for _ in range(5):
        make_key(adam, scopes=[TICKETS_READ])
    seen: list[str] = []
    address = "?q=shop"
    while address:
        answer = admin.get(f"{SETTINGS}keys/{address}")
        seen += [row["address"] for row in answer.context["rows"]]
        address = answer.context["more"]
        assert not address or "q=shop" in address
    keys = adam.workspace.api_keys.order_by("-created_at", "-pk")
    assert seen == [f"{SETTINGS}keys/{key.pk}/" for key in keys]


def test_the_number_of_statements_does_not_grow(
    admin: Client, adam: Membership, django_assert_max_num_queries: Any
) -> None:
    for address in ("keys/", "audit/"):
        admin.get(SETTINGS + address)
        with django_assert_max_num_queries(7) as few:
            admin.get(SETTINGS + address)
        for _ in range(10):
            make_key(adam, scopes=[TICKETS_READ])
        with django_assert_max_num_queries(7) as many:
            admin.get(SETTINGS + address)
        assert len(few) == len(many)
        assert "COUNT(" not in " ".join(query["sql"] for query in many.captured_queries)


def test_the_tables_of_addresses_stay_few(
    signed_in: SignIn, adam: Membership, eve: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(addresses, "MOST_TABLES", 1)
    for member, slug in ((adam, "acme"), (eve, "globex"), (adam, "acme")):
        page = signed_in(member).get(f"/desk/{slug}/settings/").content.decode()
        assert f'href="/desk/{slug}/settings/keys/"' in page
        assert len(addresses._tables) == 1


def test_nothing_of_djangos_own_log_or_permissions_is_there() -> None:
    assert not apps.is_installed("django.contrib.admin")
    assert "admin" not in {config.label for config in apps.get_app_configs()}


def test_what_was_done_says_from_where(admin: Client, adam: Membership) -> None:
    admin.post(f"{SETTINGS}data-rules/", {"close_resolved_after": "7"}, REMOTE_ADDR="192.0.2.9")
    assert AuditEntry._base_manager.latest("created_at").address == "192.0.2.9"


def test_holding_one_permission_is_enough_to_get_in(holding: Callable[..., Client]) -> None:
    assert holding(SETTINGS_WORKSPACE).get(SETTINGS).status_code == 200
    assert holding(TICKETS_READ).get(SETTINGS).status_code == 403
