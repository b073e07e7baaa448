"""Queues, statuses, ticket types, tags and custom fields in the settings."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from helpdesk.accounts.actors import member_actor
from helpdesk.accounts.models import AuditEntry, Membership, Workspace
from helpdesk.accounts.scopes import PERMISSIONS, SETTINGS_TICKETS
from tests.portal.settings.conftest import SETTINGS
from tests.workflow.kit import do, make_team
from workflow.actions.create_status import create_status
from workflow.actions.create_tag import create_tag

SCREENS: dict[str, tuple[dict[str, Any], str, str]] = {
    "queues": ({"name": "Billing", "access": "everyone", "position": 1}, "queues", "name"),
    "statuses": ({"label": "Parts ordered", "kind": "pending", "position": 1}, "custom_statuses", "label"),
    "types": ({"name": "Repair", "is_offered": "on", "position": 1}, "ticket_types", "name"),
    "tags": ({"name": "late", "colour": "#b3261e"}, "tags", "name"),
    "fields": (
        {"label": "Size", "kind": "select", "choices": "S\r\n M \r\n\r\n", "position": 1}, "custom_fields", "label"
    ),
}  # fmt: skip
each_screen = pytest.mark.parametrize("screen", SCREENS)


def add(browser: Client, screen: str, **more: Any) -> Any:
    return browser.post(f"{SETTINGS}{screen}/add/", SCREENS[screen][0] | more)


def made(workspace: Workspace, screen: str) -> Any:
    """The row that ``add`` makes."""
    form, rows, name = SCREENS[screen]
    return getattr(workspace, rows).get(**{name: form[name]})


@each_screen
def test_a_row_is_added_listed_changed_and_audited(screen: str, admin: Client, acme: Workspace) -> None:
    assert add(admin, screen).status_code == 303
    row = made(acme, screen)
    form, _rows, name = SCREENS[screen]
    assert form[name] in admin.get(f"{SETTINGS}{screen}/").content.decode()
    changed = form | {name: "Other"}
    assert admin.post(f"{SETTINGS}{screen}/{row.pk}/", changed).status_code == 303
    row.refresh_from_db()
    assert getattr(row, name) == "Other"
    assert AuditEntry._base_manager.filter(workspace=acme).latest("created_at").after[name] == "Other"


def test_choices_are_lines(admin: Client, acme: Workspace) -> None:
    add(admin, "fields")
    assert made(acme, "fields").choices == ["S", "M"]
    page = admin.get(f"{SETTINGS}fields/{made(acme, 'fields').pk}/").content.decode()
    assert "S\nM</textarea>" in page


def test_what_is_fixed_is_told_and_cannot_be_sent(admin: Client, acme: Workspace) -> None:
    add(admin, "statuses")
    row = made(acme, "statuses")
    page = admin.get(f"{SETTINGS}statuses/{row.pk}/").content.decode()
    assert 'name="kind"' not in page
    assert "Pending" in page
    admin.post(f"{SETTINGS}statuses/{row.pk}/", SCREENS["statuses"][0] | {"kind": "closed"})
    row.refresh_from_db()
    assert row.kind == "pending"


@each_screen
def test_only_whoever_may_change_them_gets_in(screen: str, holding: Callable[..., Client], acme: Workspace) -> None:
    others = [name for name in PERMISSIONS if name != SETTINGS_TICKETS]
    refused = holding(*others)
    assert refused.get(f"{SETTINGS}{screen}/").status_code == 403
    assert add(refused, screen).status_code == 403
    allowed = holding(SETTINGS_TICKETS)
    assert allowed.get(f"{SETTINGS}{screen}/").status_code == 200
    assert add(allowed, screen).status_code == 303


@each_screen
def test_another_workspaces_row_is_not_there(screen: str, admin: Client, stranger: Client, acme: Workspace) -> None:
    add(admin, screen)
    row = made(acme, screen)
    address = f"/desk/globex/settings/{screen}/{row.pk}/"
    assert stranger.get(address).status_code == 404
    assert stranger.post(address, SCREENS[screen][0]).status_code == 404
    assert stranger.get(f"{SETTINGS}{screen}/").status_code == 404


@pytest.mark.parametrize(
    ("screen", "more", "field"),
    [
        ("queues", {"name": "INBOX"}, "name"),
        ("queues", {"access": "private"}, "teams"),
        ("statuses", {"colour": "red"}, "colour"),
        ("types", {"name": "Bug report", "word": "other"}, "name"),
        ("types", {"word": "No Word"}, "word"),
        ("tags", {"name": "a, b"}, "name"),
        ("fields", {"choices": ""}, "choices"),
        ("fields", {"label": "注文"}, "key"),
        ("fields", {"kind": "colour"}, "kind"),
    ],
)
def test_bad_input_is_refused_beside_its_field(
    screen: str, more: dict, field: str, admin: Client, acme: Workspace
) -> None:
    before = AuditEntry._base_manager.count()
    answer = add(admin, screen, **more)
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert AuditEntry._base_manager.count() == before


def test_a_queue_is_opened_to_teams_of_this_workspace(
    admin: Client, acme: Workspace, globex: Workspace, alice: Membership
) -> None:
    team, foreign = make_team(acme, "HR", alice), make_team(globex, "Spies")
    page = admin.get(f"{SETTINGS}queues/add/").content.decode()
    assert "HR" in page
    assert "Spies" not in page
    assert add(admin, "queues", access="private", teams=[str(foreign.pk)]).status_code == 422
    assert add(admin, "queues", access="private", teams=[str(team.pk)]).status_code == 303
    assert list(made(acme, "queues").teams.all()) == [team]


def test_the_default_is_chosen_and_a_used_queue_stays(admin: Client, acme: Workspace) -> None:
    add(admin, "queues")
    inbox, billing = acme.queues.get(is_builtin=True), made(acme, "queues")
    assert admin.post(f"{SETTINGS}queues/{billing.pk}/default/").status_code == 303
    assert acme.queues.get(is_default=True) == billing
    refused = admin.post(f"{SETTINGS}queues/{inbox.pk}/delete/")
    assert refused.status_code == 422
    assert "The first queue of a workspace stays" in refused.content.decode()


@pytest.mark.parametrize("screen", ["statuses", "types", "fields"])
def test_archiving_and_offering_again(screen: str, admin: Client, acme: Workspace) -> None:
    add(admin, screen)
    row = made(acme, screen)
    for word, archived in (("archive", True), ("restore", False)):
        assert admin.post(f"{SETTINGS}{screen}/{row.pk}/{word}/").status_code == 303
        row.refresh_from_db()
        assert (row.archived_at is not None) == archived


def test_a_built_in_status_offers_nothing_but_its_name(admin: Client, adam: Membership) -> None:
    status = do(create_status, actor=member_actor(adam), label="Solved", kind="resolved", is_builtin=True)
    for word in ("archive", "delete"):
        assert admin.post(f"{SETTINGS}statuses/{status.pk}/{word}/").status_code == 404


def test_tags_are_merged(admin: Client, adam: Membership, acme: Workspace, stranger: Client, eve: Membership) -> None:
    gone, kept = (do(create_tag, actor=member_actor(adam), name=name) for name in ("late", "overdue"))
    foreign = do(create_tag, actor=member_actor(eve), name="secret")
    page = admin.get(f"{SETTINGS}tags/{gone.pk}/merge/").content.decode()
    assert "overdue" in page
    assert "secret" not in page
    assert admin.post(f"{SETTINGS}tags/{gone.pk}/merge/", {"into": foreign.pk}).status_code == 422
    assert admin.post(f"{SETTINGS}tags/{gone.pk}/merge/", {"into": gone.pk}).status_code == 422
    assert admin.post(f"{SETTINGS}tags/{gone.pk}/merge/", {"into": kept.pk}).status_code == 303
    assert [tag.name for tag in acme.tags.all()] == ["overdue"]


def test_tickets_of_a_queue_can_be_moved_from_its_page(
    admin: Client, holding: Callable[..., Client], acme: Workspace
) -> None:
    inbox = acme.queues.get(is_builtin=True)
    link = f'href="/desk/acme/bulk/new?from_queue={inbox.pk}"'
    assert link in admin.get(f"{SETTINGS}queues/{inbox.pk}/").content.decode()
    assert admin.get(f"/desk/acme/bulk/new?from_queue={inbox.pk}").status_code == 200
    without = holding(SETTINGS_TICKETS).get(f"{SETTINGS}queues/{inbox.pk}/")
    assert without.status_code == 200
    assert "from_queue" not in without.content.decode()


def test_nobody_is_sent_to_a_queue_that_they_do_not_see(admin: Client, acme: Workspace) -> None:
    team = make_team(acme, "HR")
    assert add(admin, "queues", access="private", teams=[str(team.pk)]).status_code == 303
    page = admin.get(f"{SETTINGS}queues/{made(acme, 'queues').pk}/").content.decode()
    assert "from_queue" not in page


def test_a_choice_of_nothing_says_so(admin: Client, acme: Workspace) -> None:
    assert b"There are none yet." in admin.get(f"{SETTINGS}queues/add/").content
    make_team(acme, "HR")
    assert b"There are none yet." not in admin.get(f"{SETTINGS}queues/add/").content
