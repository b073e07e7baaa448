"""Members, invitations, teams and roles in the settings."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from helpdesk.accounts.actions.create_team import create_team
from helpdesk.accounts.actors import member_actor
from helpdesk.accounts.authentication import key_cache
from helpdesk.accounts.models import Invitation, Membership, Workspace
from helpdesk.accounts.scopes import PERMISSIONS, SETTINGS_PEOPLE
from helpdesk.lib.ids import to_typeid
from tests.accounts.actions.kit import audited, do, invite, role_of, team_of, with_codes
from tests.cast import Api, join, make_key
from tests.portal.settings.conftest import SETTINGS, SignIn
from tickets.models import Ticket
from workflow.models import Queue

SCREENS = ("members", "invitations", "teams", "roles")
each_screen = pytest.mark.parametrize("screen", SCREENS)


def text_of(browser: Client, address: str) -> str:
    answer = browser.get(SETTINGS + address)
    assert answer.status_code == 200
    return answer.content.decode()


def send(browser: Client, address: str, expected: int = 303, **form: Any) -> str:
    answer = browser.post(SETTINGS + address, form)
    assert answer.status_code == expected
    return answer.content.decode()


# --- teams and roles ---


def test_a_team_is_added_renamed_filled_and_deleted(admin: Client, acme: Workspace, alice: Membership) -> None:
    send(admin, "teams/add/", name="Night shift", members=[str(alice.pk)])
    team = acme.teams.get()
    page = text_of(admin, "teams/")
    assert "Night shift" in page
    assert "Alice" in page
    send(admin, f"teams/{team.pk}/", name="Day shift")
    team.refresh_from_db()
    assert (team.name, team.members.exists()) == ("Day shift", False)
    assert "lose the views" in text_of(admin, f"teams/{team.pk}/delete/")
    send(admin, f"teams/{team.pk}/delete/")
    assert not acme.teams.exists()


def test_a_deactivated_member_stays_in_a_team_that_is_saved(admin: Client, acme: Workspace, alice: Membership) -> None:
    team = team_of(acme)
    team.members.add(alice)
    Membership._base_manager.filter(pk=alice.pk).update(is_active=False)
    assert "Alice (alice@acme.example), deactivated" in text_of(admin, f"teams/{team.pk}/")
    assert "Alice" not in text_of(admin, "teams/add/")
    send(admin, f"teams/{team.pk}/", name="HR", members=[str(alice.pk)])
    assert list(team.members.all()) == [alice]


def test_a_team_in_use_says_where(admin: Client, acme: Workspace) -> None:
    team = team_of(acme)
    acme.queues.create(name="<Salaries>", access=Queue.Access.PRIVATE).teams.add(team)
    assert "Take it out of &lt;Salaries&gt; first" in send(admin, f"teams/{team.pk}/delete/", expected=422)


def test_a_role_is_made_of_sentences_in_groups(admin: Client, acme: Workspace) -> None:
    page = text_of(admin, "roles/add/")
    assert all(escape(str(sentence)) in page for sentence in PERMISSIONS.values())
    send(admin, "roles/add/", name="Lead", permissions=["audit.read", "tickets.read"])
    role = acme.roles.get()
    assert role.permissions == ["tickets.read", "audit.read"]
    assert "Read the audit log" in text_of(admin, "roles/")
    send(admin, f"roles/{role.pk}/", name="Lead", permissions=["audit.read"])
    role.refresh_from_db()
    assert role.permissions == ["audit.read"]
    send(admin, f"roles/{role.pk}/delete/")
    assert not acme.roles.exists()


def test_a_role_in_use_says_so(admin: Client, acme: Workspace, alice: Membership) -> None:
    role = role_of(acme, "tickets.read")
    Membership._base_manager.filter(pk=alice.pk).update(custom_role=role)
    assert "Alice" in text_of(admin, f"roles/{role.pk}/")
    assert "Members have this role" in send(admin, f"roles/{role.pk}/delete/", expected=422)


def test_only_what_one_may_do_is_offered_and_taken(holding: Callable[..., Client], acme: Workspace) -> None:
    browser = holding(SETTINGS_PEOPLE, "tickets.read")
    page = text_of(browser, "roles/add/")
    assert 'value="tickets.read"' in page
    assert 'value="audit.read"' not in page
    send(browser, "roles/add/", expected=422, name="Lead", permissions=["audit.read"])
    stronger = role_of(acme, "audit.read")
    send(browser, f"roles/{stronger.pk}/", expected=403, name="Mine", permissions=["tickets.read"])
    assert "Admin: may do everything" not in text_of(browser, "invitations/add/")
    send(browser, "invitations/add/", expected=422, email="nora@acme.example", role="admin")


# --- members ---


def test_the_list_tells_role_teams_and_second_factor(
    admin: Client, acme: Workspace, alice: Membership, vera: Membership
) -> None:
    with_codes(vera.user)
    team_of(acme, "Night shift").members.add(alice)
    Membership._base_manager.filter(pk=alice.pk).update(custom_role=role_of(acme, "tickets.read", name="Reader"))
    page = text_of(admin, "members/")
    for word in ("Alice", "alice@acme.example", "Night shift", "Reader", "Viewer", "Admin"):
        assert word in page
    assert "On" in page[page.index("Vera") :]
    assert "Off, and needed here" not in page


def test_a_second_factor_that_is_needed_and_missing_is_told(
    signed_in: SignIn, acme: Workspace, adam: Membership, alice: Membership
) -> None:
    with_codes(adam.user)
    acme.requires_totp = True
    acme.save()
    admin = signed_in(adam)
    assert "Off, and needed here" in text_of(admin, f"members/{alice.pk}/")
    assert "Off, and needed here" not in text_of(admin, f"members/{adam.pk}/")


def test_role_and_teams_are_changed_together(admin: Client, acme: Workspace, alice: Membership) -> None:
    team, role = team_of(acme), role_of(acme, "tickets.read")
    send(admin, f"members/{alice.pk}/", role=str(role.pk), teams=[str(team.pk)])
    alice.refresh_from_db()
    assert (alice.custom_role, list(alice.teams.all())) == (role, [team])
    send(admin, f"members/{alice.pk}/", role=str(role.pk), teams=[str(team.pk)])
    send(admin, f"members/{alice.pk}/", role="viewer")
    alice.refresh_from_db()
    assert (alice.role, alice.custom_role, alice.teams.exists()) == ("viewer", None, False)
    changes = [action for action in audited(acme) if action.startswith("member.")]
    assert changes[-4:] == ["member.role_changed", "member.teams_changed"] * 2


def test_somebody_goes_hands_over_and_comes_back(admin: Client, acme: Workspace, alice: Membership) -> None:
    vera = join(acme, "Vera", "agent")
    assert "Vera (vera@acme.example)" in text_of(admin, f"members/{alice.pk}/deactivate/")
    send(admin, f"members/{alice.pk}/deactivate/", expected=422, hand_over_to=str(alice.pk))
    send(admin, f"members/{alice.pk}/deactivate/", hand_over_to=str(vera.pk))
    alice.refresh_from_db()
    assert not alice.is_active
    assert acme.audit_entries.get(action="member.deactivated").after["hand_over_to"] == "Vera"
    assert admin.get(f"{SETTINGS}members/{alice.pk}/deactivate/").status_code == 404
    send(admin, f"members/{alice.pk}/reactivate/")
    alice.refresh_from_db()
    assert alice.is_active


def test_the_only_admin_stays_and_nobody_is_deleted(admin: Client, adam: Membership) -> None:
    assert "This is the only admin" in send(admin, f"members/{adam.pk}/", expected=422, role="agent")
    assert "This is the only admin" in send(admin, f"members/{adam.pk}/deactivate/", expected=422)
    assert admin.post(f"{SETTINGS}members/{adam.pk}/delete/").status_code == 404
    assert admin.get(f"{SETTINGS}members/add/").status_code == 403


def test_who_may_less_changes_nobody_who_may_more(holding: Callable[..., Client], adam: Membership) -> None:
    browser = holding(SETTINGS_PEOPLE)
    send(browser, f"members/{adam.pk}/", expected=403, role="admin", teams=[])
    send(browser, f"members/{adam.pk}/deactivate/", expected=403)


# --- invitations ---


def test_somebody_is_invited_again_and_not_after_all(admin: Client, acme: Workspace) -> None:
    team, role = team_of(acme), role_of(acme, "tickets.read")
    send(
        admin, "invitations/add/", email="Nora@acme.example", name="Nora", role=str(role.pk), teams=[str(team.pk)]
    )  # fmt: skip
    found: Invitation = acme.invitations.get()
    assert (found.email, found.custom_role, list(found.teams.all())) == ("nora@acme.example", role, [team])
    assert "Open" in text_of(admin, "invitations/")
    send(admin, f"invitations/{found.pk}/resend/")
    send(admin, f"invitations/{found.pk}/revoke/")
    assert "Revoked" in text_of(admin, f"invitations/{found.pk}/")
    assert admin.post(f"{SETTINGS}invitations/{found.pk}/resend/").status_code == 404
    assert audited(acme)[-3:] == ["invitation.sent", "invitation.resent", "invitation.revoked"]


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"email": "nobody"}, "email"),
        ({"email": "alice@acme.example"}, "email"),
        ({"role": "owner"}, "role"),
        ({"name": "x" * 121}, "name"),
        ({"teams": ["not-an-id"]}, "teams"),
    ],
)
def test_a_bad_invitation_is_refused_beside_its_field(
    form: dict[str, Any], field: str, admin: Client, acme: Workspace, alice: Membership
) -> None:
    good = {"email": "nora@acme.example", "role": "agent"}
    assert f'id="id_{field}_error"' in send(admin, "invitations/add/", expected=422, **good | form)
    assert not acme.invitations.exists()


# --- all of them ---


@each_screen
def test_only_whoever_may_change_people_gets_in(screen: str, holding: Callable[..., Client]) -> None:
    others = [name for name in PERMISSIONS if name != SETTINGS_PEOPLE]
    refused = holding(*others)
    assert refused.get(f"{SETTINGS}{screen}/").status_code == 403
    assert refused.post(f"{SETTINGS}{screen}/add/", {"name": "x"}).status_code == 403
    assert holding(SETTINGS_PEOPLE).get(f"{SETTINGS}{screen}/").status_code == 200


@each_screen
def test_another_workspaces_row_is_not_there(
    screen: str, admin: Client, adam: Membership, acme: Workspace, eve: Membership, globex: Workspace
) -> None:
    foreign = {
        "members": eve,
        "invitations": invite(eve),
        "teams": team_of(globex, "Spies"),
        "roles": role_of(globex, "tickets.read", name="Spy"),
    }
    row = foreign[screen]
    for address in (f"{screen}/{row.pk}/", f"{screen}/{row.pk}/delete/", f"{screen}/not-an-id/"):
        assert admin.get(SETTINGS + address).status_code == 404
        assert admin.post(SETTINGS + address, {"name": "x"}).status_code == 404
    assert str(row) not in text_of(admin, f"{screen}/")
    team, role = str(foreign["teams"].pk), str(foreign["roles"].pk)
    send(admin, "invitations/add/", expected=422, email="n@acme.example", role="agent", teams=[team])
    send(admin, "invitations/add/", expected=422, email="n@acme.example", role=role)
    send(admin, f"members/{adam.pk}/", expected=422, role="admin", teams=[team])
    send(admin, "teams/add/", expected=422, name="HR", members=[str(eve.pk)])


@each_screen
def test_a_longer_list_takes_no_more_statements(
    screen: str, admin: Client, adam: Membership, acme: Workspace, alice: Membership
) -> None:
    def fill(number: int) -> None:
        member = join(acme, f"Member{number}", "agent")
        team = do(create_team, actor=member_actor(adam), name=f"Team {number}", members=[member, alice])
        role = role_of(acme, "tickets.read", name=f"Role {number}")
        invite(adam, f"guest{number}@acme.example", teams=[team], custom_role=role)

    def statements() -> int:
        with CaptureQueriesContext(connection) as seen:
            text_of(admin, f"{screen}/")
        return len(seen)

    fill(0)
    text_of(admin, f"{screen}/")
    few = statements()
    for number in range(1, 6):
        fill(number)
    assert statements() == few


def test_who_leaves_a_team_loses_its_private_queue_at_once(
    admin: Client, adam: Membership, people_office: Queue, private_ticket: Ticket, alice: Membership
) -> None:
    """By key too: once the moment is over for which a key is remembered, and even before."""
    call = Api(make_key(alice, scopes=["tickets.read"]))
    path = f"tickets/{to_typeid('tkt', private_ticket.pk)}"
    team = people_office.teams.get()
    seen = []
    for members in ([adam, alice], [adam]):
        send(admin, f"teams/{team.pk}/", name=team.name, members=[str(member.pk) for member in members])
        seen.append(call("get", path).status_code)
    assert seen == [200, 404]


def test_a_role_that_allows_less_stops_keys_too(admin: Client, acme: Workspace, alice: Membership) -> None:
    role = role_of(acme, "tickets.read")
    Membership._base_manager.filter(pk=alice.pk).update(custom_role=role)
    alice.refresh_from_db()
    call = Api(make_key(alice, scopes=["tickets.read"]))
    assert call("get", "tickets").status_code == 200
    send(admin, f"roles/{role.pk}/", name="Lead", permissions=["reports.read"])
    key_cache.clear()  # what 0.9 seconds do
    assert call("get", "tickets").status_code == 401  # the contract knows no 403
