"""How the sample workspaces arrange their work, and what that left on tickets, in inboxes and in the audit log."""

import datetime
import random

import pytest

from helpdesk.accounts.actors import member_actor
from helpdesk.accounts.models import Membership, Workspace
from helpdesk.accounts.scopes import PERMISSIONS
from helpdesk.demo.library import SLUGS, Library, load_library
from helpdesk.demo.office import Office
from helpdesk.demo.plan import plan_workspace
from tests.demo.conftest import UNTIL
from tickets.models import Notice
from tickets.query.find import find_tickets
from tickets.query.parse import parse
from tickets.status import Status


@pytest.fixture(params=SLUGS)
def library(request: pytest.FixtureRequest) -> Library:
    return load_library(request.param)


@pytest.fixture
def acme(workspaces: list[Workspace]) -> Workspace:
    return workspaces[0]


def member(workspace: Workspace, name: str) -> Membership:
    found: Membership = workspace.memberships.select_related("user", "workspace", "custom_role").get(
        user__email=f"{name}@{workspace.slug}.example"
    )
    return found


def found(acme: Workspace, name: str, words: str) -> list[str]:
    return [ticket.subject for ticket in find_tickets(member_actor(member(acme, name)), parse(words))]


# --- what is written in the texts ----------------------------------------------------------------------------------
def test_everybody_and_everything_that_is_named_exists(library: Library) -> None:
    office, staff = library.office, {person.email for person in library.staff}
    teams = {row["name"] for row in office.rows("team")}
    special = {scenario.subjects[0] for scenario in library.scenarios if scenario.is_special}
    used = {tag for scenario in library.scenarios for tag in scenario.tags}
    assert {email for row in office.rows("team") + office.rows("role") for email in row["members"]} <= staff
    assert {team for row in office.rows("queue") for team in row.get("teams", [])} <= teams
    assert {permission for row in office.rows("role") for permission in row["permissions"]} <= set(PERMISSIONS)
    assert {row["name"] for row in office.rows("organisation")} <= set(library.domains)
    assert {row["word"] for row in office.rows("field") if "word" in row} <= set(library.vocabulary)
    for row in office.rows("queue") + office.rows("status") + office.rows("tag"):
        assert set(row.get("tags", used)) & used, row
    for deed in library.deeds:
        assert {deed["ticket"], deed.get("into", deed["ticket"])} <= special
        assert deed["by"] in staff


def test_words_of_a_status_fit_the_request_and_are_used_now_and_then() -> None:
    rows = [{"label": "Waiting for parts", "kind": "pending", "tags": ["hub"], "chance": 0.5}]
    office = Office({"status": rows})
    assert office.word_for("pending", ("api",), random.Random(1)) == "pending"
    assert office.word_for("closed", ("hub",), random.Random(1)) == "closed"
    drawn = {office.word_for("pending", ("hub",), random.Random(number)) for number in range(20)}
    assert drawn == {"pending", "Waiting for parts"}


def test_an_amount_is_a_number_and_a_day_a_day() -> None:
    fields = [
        {"key": "amount", "kind": "number", "word": "amount"},
        {"key": "day", "kind": "date"},
        {"key": "order", "kind": "text", "word": "order", "is_visible_to_customers": True},
    ]
    words = {"amount": "€ 1,234.50", "order": "AW-20412"}
    office = Office({"field": fields})
    ours = office.values_for((), words, random.Random(1), UNTIL, by_customer=False)
    assert ours["amount"] == 1234.5
    assert datetime.date.fromisoformat(ours["day"]) > UNTIL.date()
    assert office.values_for((), words, random.Random(1), UNTIL, by_customer=True) == {"order": "AW-20412"}


def test_every_status_tag_field_and_queue_is_used_in_the_whole_demo(library: Library) -> None:
    steps = plan_workspace(library, seed=1, count=library.share, until=UNTIL)
    used: dict[str, set[str]] = {"change_status": set(), "change_queue": set(), "change_tags": set(), "custom": set()}
    for step in steps:
        if step.verb in {"change_status", "change_queue"}:
            used[step.verb].add(step.details["to"])
        elif step.verb == "change_tags":
            used["change_tags"].update(step.details["to"])
        elif step.verb == "change_custom":
            used["custom"].update(step.details["to"])
        elif step.verb == "create_ticket":
            used["custom"].update(step.details["custom"])
    office = library.office
    assert {row["label"] for row in office.rows("status")} <= used["change_status"]
    assert {row["name"] for row in office.rows("queue")} <= used["change_queue"]
    assert {row["name"] for row in office.rows("tag")} <= used["change_tags"]
    assert {row["key"] for row in office.rows("field")} == used["custom"]


# --- what it left --------------------------------------------------------------------------------------------------
def test_tickets_stand_in_queues_under_words_of_acmes_own(acme: Workspace) -> None:
    tickets = acme.tickets.select_related("queue", "custom_status")
    assert {ticket.queue.name for ticket in tickets} == {"Inbox", "Billing", "HR"}
    kinds = {(ticket.custom_status.kind, ticket.status) for ticket in tickets if ticket.custom_status}
    assert kinds
    assert all(kind == status for kind, status in kinds)
    assert not tickets.filter(type=None).exists()
    assert acme.customers.exclude(organisation=None).exists()


def test_what_is_private_stays_so_and_teams_see_theirs(acme: Workspace) -> None:
    assert len(found(acme, "dana", "queue:HR")) == 2
    for outsider in ("adam", "alice"):
        actor = member_actor(member(acme, outsider))
        assert not acme.tickets.visible_to(actor).filter(queue__name="HR").exists()
    assert found(acme, "alice", "queue:Billing")
    chen = member_actor(member(acme, "chen"))
    assert not acme.tickets.visible_to(chen).filter(queue__name="Billing").exists()


def test_the_amount_is_on_tickets_of_its_queue_only(acme: Workspace) -> None:
    with_amount = acme.tickets.filter(custom__has_key="amount")
    assert set(with_amount.values_list("queue__name", flat=True)) == {"Billing"}


def test_single_tickets_were_merged_put_away_and_marked(acme: Workspace) -> None:
    alice = member(acme, "alice")
    dark = acme.tickets.get(subject="Panel 3 stays dark since the storm")
    assert acme.tickets.get(merged_into=dark).subject == "Did you get my mail about panel 3?"
    assert dark.watchers.filter(member=alice).exists()
    assert dark.cc_emails == ["ingrid@fjordboat.example"]
    assert acme.ticket_links.filter(source=dark).exists()
    assert acme.drafts.get(member=alice).ticket == dark
    assert acme.tickets.get(is_spam=True).subject.startswith("Your parcel")
    soon = UNTIL + datetime.timedelta(days=7)
    assert acme.tickets.get(snoozed_until__gt=UNTIL, snoozed_until__lt=soon).status == Status.PENDING


def test_alice_finds_mentions_in_her_inbox_and_nothing_is_due_by_mail(acme: Workspace) -> None:
    notices = acme.notices.filter(member=member(acme, "alice"))
    assert notices.filter(kind=Notice.Kind.MENTION, read_at=None).exists()
    assert notices.filter(kind=Notice.Kind.REPLY).exists()
    assert not acme.notices.exclude(digest_at=None, mailed_at=None).exists()
    for notice in acme.notices.filter(ticket__queue__name="HR").select_related("member__user"):
        assert notice.member.user.email in {"priya@acme.example", "dana@acme.example"}


def test_kept_lists_are_of_a_member_a_team_and_all(acme: Workspace) -> None:
    alice = member_actor(member(acme, "alice"))
    views = acme.saved_views.visible_to(alice)
    owners = {(view.member_id is not None, view.team_id is not None) for view in views}
    assert owners == {(True, False), (False, True), (False, False)}
    assert views.count() == 5
    for view in views:
        assert parse(view.query).filters


def test_some_members_have_pictures(acme: Workspace) -> None:
    pictured = acme.memberships.exclude(user__picture=None).values_list("user__email", flat=True)
    assert sorted(pictured) == ["alice@acme.example", "bob@acme.example", "dana@acme.example"]


def test_a_role_an_invitation_and_a_revoked_key_are_there_and_in_the_audit_log(acme: Workspace) -> None:
    assert str(member(acme, "dana").custom_role) == "Shift lead"
    assert acme.invitations.get(accepted_at=None, revoked_at=None).email == "noor@acme.example"
    assert acme.api_keys.get(name="Old web shop").revoked_at is not None
    entries = acme.audit_entries.filter(actor_name="Adam Whitfield")
    actions = set(entries.values_list("action", flat=True))
    assert {"role.created", "member.role_changed", "queue.created", "invitation.sent", "api_key.revoked"} <= actions
    assert entries.get(action="invitation.sent").address == "192.0.2.10"
