"""Looking at the desk as another member sees it."""

from collections.abc import Callable

import pytest
from django.test import Client

from helpdesk.accounts.models import Membership
from tests.accounts.actions.kit import audited, role_of, team_of
from tests.cast import join
from tickets.models import Ticket
from workflow.models import Queue

PAGE = "/desk/acme/look-as"
LIST = "/desk/acme/tickets/"

SignIn = Callable[[Membership], Client]


@pytest.fixture
def admin(signed_in: SignIn, adam: Membership) -> Client:
    """Adam's browser."""
    return signed_in(adam)


def look(browser: Client, member: Membership) -> int:
    status: int = browser.post(PAGE, {"member": str(member.pk)}).status_code
    return status


def test_the_desk_is_seen_as_they_see_it_under_a_banner(admin: Client, alice: Membership, ticket: Ticket) -> None:
    assert "Alice" in admin.get(PAGE).content.decode()
    assert look(admin, alice) == 303
    page = admin.get(LIST)
    assert "You see the desk as <strong>Alice</strong> sees it" in page.content.decode()
    assert page.context["actor"].member_id == alice.pk
    assert admin.get("/desk/acme/settings/").status_code == 403
    assert ticket.subject in admin.get(f"{LIST}{ticket.reference}").content.decode()


def test_a_button_ends_it_and_both_are_in_the_audit_log(admin: Client, adam: Membership, alice: Membership) -> None:
    look(admin, alice)
    assert admin.post(f"{PAGE}/stop")["Location"] == LIST
    assert admin.get(LIST).context["actor"].member_id == adam.pk
    assert audited(adam.workspace)[-2:] == ["member.look_started", "member.look_ended"]
    entry = adam.workspace.audit_entries.get(action="member.look_started")
    assert (entry.actor_name, entry.subject_name) == ("Adam", "Alice")


@pytest.mark.parametrize("form", ["comments", "status", "assignee", "tags"])
def test_nothing_can_be_changed_meanwhile(admin: Client, alice: Membership, ticket: Ticket, form: str) -> None:
    look(admin, alice)
    sent = {"body": "x", "status": "closed", "assignee": "me", "tags": "a", "version": 1}
    assert admin.post(f"{LIST}{ticket.reference}/{form}", sent).status_code == 403
    assert admin.post(f"{LIST}new", sent).status_code == 403
    assert look(admin, alice) == 403
    ticket.refresh_from_db()
    assert ticket.version == 1


def test_it_leaves_other_workspaces_alone(admin: Client, adam: Membership, alice: Membership, eve: Membership) -> None:
    eve.workspace.memberships.create(user=adam.user, role="agent")
    look(admin, alice)
    assert admin.get("/desk/globex/tickets/").context["actor"].name == "Adam"


def test_nobody_looks_without_the_permission(signed_in: SignIn, alice: Membership, vera: Membership) -> None:
    browser = signed_in(alice)
    assert browser.get(PAGE).status_code == 403
    assert look(browser, vera) == 403
    assert "member.look_started" not in audited(alice.workspace)


def test_nobody_looks_as_somebody_who_may_more(signed_in: SignIn, adam: Membership, alice: Membership) -> None:
    alice.custom_role = role_of(adam.workspace, "members.impersonate", "tickets.read")
    alice.save()
    browser = signed_in(alice)
    assert "Adam" not in browser.get(PAGE).content.decode()
    assert look(browser, adam) == 403
    viewer = join(adam.workspace, "Vic", "viewer")
    viewer.custom_role = role_of(adam.workspace, "tickets.read", name="Reader")
    viewer.save()
    assert look(browser, viewer) == 303


def test_nobody_gets_into_a_private_queue_by_looking(admin: Client, alice: Membership, ticket: Ticket) -> None:
    team = team_of(alice.workspace)
    team.members.add(alice)
    private = alice.workspace.queues.create(name="HR", access=Queue.Access.PRIVATE)
    private.teams.add(team)
    Ticket.objects.across_workspaces("a test").update(queue=private)
    assert look(admin, alice) == 403
    team.members.clear()
    assert look(admin, alice) == 303
    team.members.add(alice)
    assert admin.get(f"{LIST}{ticket.reference}").status_code == 404
    assert not admin.get(LIST).context["looked_as"]


def test_it_ends_with_the_permission_or_the_member(admin: Client, adam: Membership, alice: Membership) -> None:
    look(admin, alice)
    alice.is_active = False
    alice.save()
    assert admin.get(LIST).context["actor"].member_id == adam.pk
    assert admin.post(f"{PAGE}/stop").status_code == 303
    alice.is_active = True
    alice.save()
    look(admin, alice)
    adam.role = "agent"
    adam.save()
    assert admin.get(LIST).context["actor"].member_id == adam.pk


@pytest.mark.parametrize("text", ["", "x", "018f0000-0000-7000-8000-000000000000"])
def test_who_is_not_here_is_not_found(admin: Client, text: str) -> None:
    assert admin.post(PAGE, {"member": text}).status_code == 404


def test_somebody_of_another_workspace_is_not_found(admin: Client, eve: Membership) -> None:
    foreign = admin.post(PAGE, {"member": str(eve.pk)})
    missing = admin.post(PAGE, {"member": "018f0000-0000-7000-8000-000000000000"})
    assert foreign.status_code == missing.status_code == 404
    assert foreign.content == missing.content


def test_one_does_not_look_as_oneself(admin: Client, adam: Membership) -> None:
    assert look(admin, adam) == 403
