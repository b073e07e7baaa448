"""manage.py member and manage.py key: people and keys of a workspace that has no settings screens yet."""

import io

import pytest
from django.core.management import CommandError, call_command

from helpdesk.accounts.authentication import key_cache
from helpdesk.accounts.models import Membership, User, Workspace
from helpdesk.accounts.signing_in.totp import authenticator_of
from tests.accounts.actions.kit import with_codes
from tests.cast import PASSWORD, Api


def run(*words: str) -> str:
    """What the command says."""
    said = io.StringIO()
    call_command(*words, stdout=said)
    return said.getvalue()


@pytest.fixture(autouse=True)
def nobody_at_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    monkeypatch.setenv("SETUP_PASSWORD", PASSWORD)


def test_a_new_member_can_sign_in_and_a_known_one_changes_role_alone(acme: Workspace) -> None:
    run("member", "acme", "Bob@acme.example", "--name", "Bob")
    bob = acme.memberships.select_related("user").get()
    assert (bob.role, bob.user.email, bob.user.check_password(PASSWORD)) == ("agent", "bob@acme.example", True)
    before = bob.user.password
    assert "viewer" in run("member", "acme", "bob@acme.example", "--role", "viewer")
    assert acme.memberships.get().role == "viewer"
    assert User.objects.get().password == before


def test_the_only_admin_is_not_demoted(acme: Workspace, adam: Membership) -> None:
    with pytest.raises(CommandError, match="only admin"):
        run("member", "acme", adam.user.email, "--role", "viewer")
    assert acme.memberships.get().role == "admin"


def test_who_lost_phone_and_recovery_codes_is_let_in_again(alice: Membership) -> None:
    with_codes(alice.user)
    assert "without a code." in run("recover", alice.user.email)
    assert authenticator_of(alice.user) is None
    entry = alice.workspace.audit_entries.get(action="member.totp_disabled")
    assert entry.actor_kind == "system"
    assert "already" in run("recover", alice.user.email)
    with pytest.raises(CommandError):
        run("recover", "nobody@acme.example")


@pytest.mark.parametrize("password", ["short", "password1234"])
def test_a_weak_password_makes_nobody(acme: Workspace, monkeypatch: pytest.MonkeyPatch, password: str) -> None:
    monkeypatch.setenv("SETUP_PASSWORD", password)
    with pytest.raises(CommandError):
        run("member", "acme", "bob@acme.example", "--name", "Bob")
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "words",
    [
        ("member", "nowhere", "bob@acme.example", "--name", "Bob"),
        ("member", "acme", "no address", "--name", "Bob"),
        ("key", "nowhere", "list"),
        ("key", "acme", "revoke", "unknown"),
        ("key", "acme", "create", "shop", "--owner", "eve@globex.example"),
    ],
)
def test_what_is_not_there_is_told(acme: Workspace, eve: Membership, words: tuple[str, ...]) -> None:
    with pytest.raises(CommandError):
        run(*words)


def test_a_key_is_shown_once_works_and_opens_nothing_after_its_revocation(acme: Workspace, alice: Membership) -> None:
    text = run("key", "acme", "create", "shop", "--owner", "alice@acme.example").split()[0]
    assert text.startswith("tl_live_")
    assert Api(text)("GET", "stats").status_code == 200
    listed = run("key", "acme", "list")
    public = listed.split()[0]
    assert text not in listed
    assert "in use" in listed
    run("key", "acme", "revoke", public)
    key_cache.clear()  # which forgets by itself within a second
    assert Api(text)("GET", "stats").status_code == 401
    assert "revoked" in run("key", "acme", "list")


def test_keys_can_be_for_reading_and_for_tests(acme: Workspace) -> None:
    text = run("key", "acme", "create", "shop", "--read-only", "--test").split()[0]
    assert text.startswith("tl_test_")
    assert Api(text)("DELETE", "tickets/tkt_x").status_code == 401
    assert Api(text)("GET", "tickets").status_code == 200


def test_a_key_of_another_workspace_cannot_be_revoked_from_here(acme: Workspace, globex: Workspace) -> None:
    run("key", "globex", "create", "shop")
    with pytest.raises(CommandError):
        run("key", "acme", "revoke", globex.api_keys.get().public)
    assert globex.api_keys.get().revoked_at is None
