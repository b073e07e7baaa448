"""manage.py setup: the first workspace and the first admin."""

import io
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from helpdesk.accounts.models import Membership, User, Workspace
from tests.cast import PASSWORD

GOOD = {
    "name": "Acme Ltd",
    "support_email": "Help@Acme.example",
    "time_zone": "Europe/Lisbon",
    "admin_email": "adam@acme.example",
    "admin_name": "Adam",
}


@pytest.fixture(autouse=True)
def nobody_at_the_terminal(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """No questions can be asked; the password comes from the environment."""
    monkeypatch.setattr("sys.stdin", io.StringIO())
    monkeypatch.setenv("SETUP_PASSWORD", PASSWORD)
    monkeypatch.setattr("helpdesk.management.commands.setup.call_command", lambda *args, **kwargs: None)  # migrated


def setup(**changes: Any) -> str:
    said = io.StringIO()
    call_command("setup", stdout=said, **{**GOOD, **changes})
    return said.getvalue()


def test_it_makes_a_workspace_and_an_admin_who_can_sign_in() -> None:
    said = setup()
    workspace = Workspace.objects.get()
    assert (workspace.slug, workspace.name, workspace.support_email) == ("acme-ltd", "Acme Ltd", "help@acme.example")
    assert workspace.time_zone == "Europe/Lisbon"
    admin = workspace.memberships.select_related("user").get()
    assert (admin.role, admin.user.email, admin.user.check_password(PASSWORD)) == ("admin", "adam@acme.example", True)
    assert "/desk/acme-ltd/" in said
    assert PASSWORD not in said


def test_the_time_zone_may_be_left_out() -> None:
    setup(time_zone=None)
    assert Workspace.objects.get().time_zone == "UTC"


def test_a_second_workspace_may_have_the_same_admin_whose_password_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    setup()
    monkeypatch.delenv("SETUP_PASSWORD")
    setup(name="Globex")
    assert User.objects.get().check_password(PASSWORD)
    assert Membership._base_manager.count() == 2


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": None}, "Company name: not given"),
        ({"slug": "北京"}, "The short name needs letters or digits"),
        ({"support_email": "nobody"}, "nobody is no e-mail address"),
        ({"admin_email": "Adam <adam@acme.example>"}, "is no e-mail address"),
        ({"time_zone": "Lisbon"}, "Lisbon is no time zone"),
        ({"time_zone": "../../etc/passwd"}, "is no time zone"),
        ({"admin_name": None}, "Admin's name: not given"),
    ],
)
def test_what_is_missing_or_wrong_is_told_and_nothing_is_made(changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        setup(**changes)
    assert not Workspace.objects.exists()
    assert not User.objects.exists()


@pytest.mark.parametrize("password", ["", "short", "password123", "adam@acme.example", "1234567890"])
def test_there_is_no_password_that_is_easy_to_guess(monkeypatch: pytest.MonkeyPatch, password: str) -> None:
    monkeypatch.setenv("SETUP_PASSWORD", password)
    with pytest.raises(CommandError):
        setup()
    assert not User.objects.exists()


def test_a_short_name_that_is_taken_is_told_and_no_half_is_made() -> None:
    setup()
    with pytest.raises(CommandError, match="already a workspace at acme-ltd"):
        setup(admin_email="other@acme.example")
    assert User.objects.count() == 1
