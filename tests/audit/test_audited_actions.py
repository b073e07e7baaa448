"""Each audited action, done through its real door: who, when, from where, before and after, and no secret."""

import csv
import io
import json

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from helpdesk.accounts.models import AuditEntry, Customer, Membership, Workspace
from tests.audit import of_data, of_people, of_settings, of_signing_in
from tests.audit.kit import ADDRESS, CASES, Case, Stage, new_browser
from tests.portal.people.conftest import own_files
from tickets.models import Ticket

# Each module puts its actions into the table as it is read.
MODULES = (of_settings, of_people, of_signing_in, of_data)
PAGE = "/desk/acme/settings/audit/"

__all__ = ["own_files"]


@pytest.fixture
def stage(acme: Workspace, adam: Membership, alice: Membership, carol: Customer, ticket: Ticket) -> Stage:
    """Adam signed in, somebody who is not, and a log in which only the cast stands."""
    admin = new_browser()
    admin.force_login(adam.user)
    return Stage(acme, adam, alice, carol, ticket, admin, new_browser())


def entries(stage: Stage, action: str) -> list[AuditEntry]:
    """Those of an action, oldest first."""
    return list(stage.acme.audit_entries.filter(action=action).order_by("created_at", "pk"))


def test_the_table_is_long() -> None:
    assert len({case.action for case in CASES}) >= 50


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in CASES])
def test_an_action_leaves_its_entry(case: Case, stage: Stage) -> None:
    known, started = entries(stage, case.action), timezone.now()
    case.act(stage)
    entry = entries(stage, case.action)[-1]
    assert len(entries(stage, case.action)) > len(known)
    assert (entry.subject_kind, entry.subject_name) == case.about
    assert (entry.actor_name, entry.address) == (case.by, ADDRESS)
    assert started <= entry.created_at <= timezone.now()
    for expected, found in ((case.before, entry.before), (case.after, entry.after)):
        assert {name: found.get(name, "missing") for name in expected} == expected
    written = json.dumps(list(stage.acme.audit_entries.values()), default=str)
    assert not [secret for secret in stage.secrets if secret in written]


def test_who_did_it_is_named_by_id_too(stage: Stage) -> None:
    of_settings.the_language(stage)
    (entry,) = entries(stage, "workspace.changed")
    assert (entry.actor_kind, entry.actor_id) == ("member", stage.adam.pk)
    assert entry.subject_id == str(stage.acme.pk)


def test_what_was_refused_leaves_nothing(stage: Stage) -> None:
    before = stage.acme.audit_entries.count()
    assert stage.admin.post("/desk/acme/settings/teams/add/", {"name": ""}).status_code == 422
    assert stage.admin.post(f"/desk/acme/settings/members/{stage.adam.pk}/deactivate/").status_code == 422
    assert stage.acme.audit_entries.count() == before


def test_what_happened_in_another_workspace_does_not_stand_here(stage: Stage, eve: Membership) -> None:
    of_signing_in.signing_in(stage)
    stage.sign_in(eve)
    assert [entry.actor_name for entry in entries(stage, "member.signed_in")] == ["Alice"]


# --- found and taken along ---


def found(browser: Client, **words: str) -> list[str]:
    """The actions on the page of the log, newest first."""
    answer = browser.get(PAGE, words)
    assert answer.status_code == 200
    return [entry["row"].action for entry in answer.context["entries"]]


def test_the_log_is_searched_by_who_what_when_and_from_where(stage: Stage) -> None:
    of_people.a_team(stage)
    of_signing_in.signing_in(stage)
    today = timezone.now().date().isoformat()
    assert found(stage.admin, action="team.") == ["team.created"]
    assert found(stage.admin, who="alic") == ["member.signed_in"]
    assert found(stage.admin, subject="night") == ["team.created"]
    assert found(stage.admin, q="Night Shift", since=today) == ["team.created"]
    assert found(stage.admin, q=ADDRESS) == ["member.signed_in", "team.created"]
    assert found(stage.admin, until="2020-01-01") == []


def test_the_export_is_inert_in_a_spreadsheet(stage: Stage) -> None:
    for name in ("=1+1", "+2", "-3+cmd|A0", "@SUM(A1)", "\t=4"):
        stage.settings("teams/add/", name=name)
    answer = stage.settings("audit/export", action="team.created")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode())))
    assert len(rows) == 5
    assert not [cell for row in rows for cell in row.values() if cell[:1] in tuple("=+-@\t\r")]
    assert {row["address"] for row in rows} == {ADDRESS}


# --- final ---


def test_no_route_of_the_settings_changes_an_entry(stage: Stage) -> None:
    of_people.a_team(stage)
    (entry,) = entries(stage, "team.created")
    kept = AuditEntry._base_manager.filter(pk=entry.pk).values().get()
    for path in (f"{entry.pk}/", f"{entry.pk}/delete/", f"{entry.pk}/change/", "add/", "", "export"):
        for method in ("post", "put", "patch", "delete"):
            getattr(stage.admin, method)(PAGE + path, {"action": "x", "actor_name": "Eve"})
    assert AuditEntry._base_manager.filter(pk=entry.pk).values().get() == kept


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE accounts_auditentry SET actor_name = 'Eve'",
        "DELETE FROM accounts_auditentry",
        "TRUNCATE accounts_auditentry",
        "TRUNCATE accounts_workspace CASCADE",
        "INSERT INTO accounts_auditentry SELECT * FROM accounts_auditentry ON CONFLICT (id) DO UPDATE SET after = '{}'",
    ],
)
def test_the_database_refuses_to_change_it_whoever_asks(statement: str, stage: Stage) -> None:
    kept = stage.acme.audit_entries.count()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # nothing may be pending on a table that is altered
        cursor.execute("ALTER TABLE accounts_auditentry ENABLE TRIGGER audit_is_not_emptied")
        with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
            cursor.execute(statement)
    assert stage.acme.audit_entries.count() == kept > 0


def test_a_workspace_with_a_log_is_not_deleted_under_it(stage: Stage) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        stage.acme.delete()
    assert stage.acme.audit_entries.exists()
