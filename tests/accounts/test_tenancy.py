"""The wall between workspaces: it stands in front of every model, and every gate in it is listed."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

from helpdesk.accounts.models import Workspace
from helpdesk.accounts.tenancy import WorkspaceManager, WorkspaceRequired

OURS = ("helpdesk", "tickets", "workflow", "knowledge", "portal")

# Every caller of across_workspaces, with its reason. A new one belongs here only if no workspace can be known yet.
GATES = {
    ("tickets/magic_links.py", "a token names the key that signed it, and that its workspace"),
    ("helpdesk/files/sweep.py", "the schedule sweeps for everybody"),
    ("helpdesk/files/sweep.py", "the store holds the files of all workspaces"),
    ("knowledge/publishing.py", "the clock strikes in all workspaces at once"),
    ("tickets/surveys/sweep.py", "the clock strikes in all workspaces at once"),
    ("helpdesk/accounts/keys/signing.py", "replaced keys grow old in every workspace alike"),
    ("helpdesk/accounts/customers/access.py", "links and sessions grow old in every workspace alike"),
    ("tickets/forgetting.py", "read notices grow old in every workspace alike"),
    ("tickets/forgetting.py", "changes of many tickets grow old in every workspace alike"),
    ("helpdesk/accounts/actions/note_key_use.py", "a request was made with exactly this key"),
    ("helpdesk/accounts/authentication.py", "a key names its workspace"),
    ("portal/desk/member.py", "the address names the workspace, the session the person"),
    ("tickets/exports/sweep.py", "files of all workspaces lie in one directory"),
    ("helpdesk/accounts/actions/note_visit.py", "a page was opened by exactly this member"),
    ("tickets/notices/digest.py", "digests are due in all workspaces at once"),
    ("tickets/waking.py", "the clock strikes in all workspaces at once"),
    ("helpdesk/accounts/members/invitations.py", "the link names the invitation, and that the workspace"),
    ("helpdesk/accounts/members/persons.py", "what happens to a person's sign-in concerns each place of work"),
    ("portal/account/picture.py", "colleagues of any place of work may see one's picture"),
    ("portal/desk/reads.py", "the address names the workspace, the session the person"),
    ("portal/knowledge/robots.py", "the installation has one robots.txt"),
    ("portal/signin/workspaces.py", "the person has not chosen a workspace yet"),
}


def models_of_a_workspace() -> list[type[models.Model]]:
    return [
        model
        for model in apps.get_models()
        if model.__module__.split(".")[0] in OURS
        and any(field.is_relation and field.related_model is Workspace for field in model._meta.concrete_fields)
    ]


def sources() -> Iterator[tuple[str, str]]:
    for room in OURS:
        for path in sorted((Path(settings.BASE_DIR) / room).rglob("*.py")):
            yield str(path.relative_to(settings.BASE_DIR)), path.read_text()


def test_there_are_models_to_look_at() -> None:
    names = {model.__name__ for model in models_of_a_workspace()}
    assert names >= {"Ticket", "Comment", "ApiKey", "Customer", "TicketCounter"}


@pytest.mark.parametrize("model", models_of_a_workspace(), ids=lambda model: model._meta.label)
def test_the_bare_manager_raises(model: type[models.Model]) -> None:
    manager = model._default_manager
    assert isinstance(manager, WorkspaceManager)
    asked = (manager.all, manager.count, manager.first, manager.exists, manager.create, lambda: manager.filter(pk=None))
    for ask in asked:
        with pytest.raises(WorkspaceRequired):
            ask()
    with pytest.raises(WorkspaceRequired):
        manager.across_workspaces("")


@pytest.mark.parametrize("model", models_of_a_workspace(), ids=lambda model: model._meta.label)
def test_a_model_has_no_second_manager_without_the_wall(model: type[models.Model]) -> None:
    assert all(isinstance(manager, WorkspaceManager) for manager in model._meta.managers)


def test_every_gate_is_listed() -> None:
    found = set()
    for path, text in sources():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "across_workspaces":
                (why,) = node.args
                assert isinstance(why, ast.Constant), f"{path}: say why in place"
                found.add((path, why.value))
    assert found == GATES


def test_nobody_climbs_over_the_wall() -> None:
    for path, text in sources():
        assert not re.search(r"_base_manager|_default_manager|\.raw\(|\.extra\(", text), path


def test_a_workspace_reaches_only_its_own(
    acme: Workspace, globex: Workspace, ticket: models.Model, foreign_ticket: models.Model
) -> None:
    assert (list(acme.tickets.all()), list(globex.tickets.all())) == ([ticket], [foreign_ticket])
    assert not acme.tickets.filter(pk=foreign_ticket.pk).exists()
