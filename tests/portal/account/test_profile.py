"""Name, language, time zone, signatures."""

import pytest
from django.test import Client

from helpdesk.accounts.models import Membership, User
from tests.accounts.actions.kit import audited
from tickets.models import Ticket

PAGE = "/account/"


def test_a_profile_is_saved_and_told(browser: Client, alice: Membership) -> None:
    sent = {"name": " Alice\nLee ", "language": "de", "time_zone": "Europe/Lisbon"}
    assert browser.post(PAGE, sent)["Location"] == PAGE
    user = User.objects.get(pk=alice.user_id)
    assert (user.name, user.language, user.time_zone) == ("Alice Lee", "de", "Europe/Lisbon")
    assert audited(alice.workspace)[-1] == "member.profile_changed"
    assert 'value="Alice Lee"' in browser.get(PAGE).content.decode()


def test_saving_the_same_again_is_no_news(browser: Client, alice: Membership) -> None:
    sent = {"name": "Alice", "language": "", "time_zone": ""}
    browser.post(PAGE, sent)
    assert "member.profile_changed" not in audited(alice.workspace)


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"name": "x" * 121}, {"language": "tlh"}, {"time_zone": "Mars/Base"}, {"time_zone": "../x"}]
)
def test_bad_input_comes_back_with_the_reason(browser: Client, alice: Membership, wrong: dict[str, str]) -> None:
    answer = browser.post(PAGE, {"name": "Al", "language": "", "time_zone": "", **wrong})
    assert answer.status_code == 422
    assert b'aria-invalid="true"' in answer.content
    assert User.objects.get(pk=alice.user_id).name == "Alice"


def test_a_signature_belongs_to_one_workspace(browser: Client, alice: Membership, eve: Membership) -> None:
    other = eve.workspace.memberships.create(user=alice.user, role="agent")
    browser.post("/account/signature/acme", {"signature": "Alice\r\nAcme"})
    alice.refresh_from_db()
    other.refresh_from_db()
    assert (alice.signature, other.signature) == ("Alice\nAcme", "")


def test_a_signature_where_one_does_not_work_is_not_found(browser: Client, eve: Membership) -> None:
    foreign = browser.post("/account/signature/globex", {"signature": "x"})
    missing = browser.post("/account/signature/nowhere", {"signature": "x"})
    assert foreign.status_code == missing.status_code == 404
    assert foreign.content == missing.content


def test_a_signature_that_is_too_long_is_refused(browser: Client, alice: Membership) -> None:
    assert browser.post("/account/signature/acme", {"signature": "x" * 1001}).status_code == 422
    alice.refresh_from_db()
    assert alice.signature == ""


def test_times_on_the_desk_are_on_ones_own_clock(browser: Client, alice: Membership, ticket: Ticket) -> None:
    Ticket.objects.across_workspaces("a test").update(created_at="2026-01-15T23:30:00Z")
    browser.post(PAGE, {"name": "Alice", "language": "", "time_zone": "Asia/Tokyo"})
    page = browser.get(f"/desk/acme/tickets/{ticket.reference}").content.decode()
    assert "08:30" in page
    assert "23:30" not in page.replace("T23:30:00", "")
