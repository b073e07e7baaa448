"""Sign-in codes and recovery codes."""

import pytest

from helpdesk.accounts.actions.begin_totp import begin_totp
from helpdesk.accounts.actions.confirm_sign_in import confirm_sign_in
from helpdesk.accounts.actions.confirm_totp import confirm_totp
from helpdesk.accounts.actions.disable_totp import disable_totp
from helpdesk.accounts.actions.make_recovery_codes import make_recovery_codes
from helpdesk.accounts.actions.sign_in import sign_in
from helpdesk.accounts.models import Authenticator, Membership, RecoveryCode, User
from helpdesk.accounts.signing_in.totp import lacks_second_factor
from helpdesk.lib.errors import Conflict
from tests.accounts.actions.kit import audited, code_of, do, events, with_codes
from tests.cast import PASSWORD
from tests.together import at_once

STEP = 30


def confirm(user: User, code: str, *, later_seconds: float = 0, client: str = "192.0.2.1") -> bool:
    checked = do(confirm_sign_in, user, code=code, client=client, later_seconds=later_seconds)
    return checked.user is not None


def test_signing_in_asks_for_a_code_once_one_was_typed(alice: Membership) -> None:
    assert not do(sign_in, email=alice.user.email, password=PASSWORD, client="c").needs_code
    key = do(begin_totp, alice.user)
    assert do(begin_totp, alice.user) == key
    assert not do(sign_in, email=alice.user.email, password=PASSWORD, client="c").needs_code
    made = do(confirm_totp, alice.user, code=code_of(key), client="c", keep_session=None)
    assert len(set(made.codes)) == 10
    signed = audited(alice.workspace).count("member.signed_in")
    assert do(sign_in, email=alice.user.email, password=PASSWORD, client="c").needs_code
    assert audited(alice.workspace).count("member.signed_in") == signed
    assert events(alice.workspace)[-1] == "member.totp_enabled"


def test_a_code_works_once_and_half_a_minute_off_is_on_time(alice: Membership) -> None:
    key, _ = with_codes(alice.user)
    later = 10 * STEP
    assert confirm(alice.user, code_of(key, later_seconds=later - STEP), later_seconds=later)
    assert not confirm(alice.user, code_of(key, later_seconds=later - STEP), later_seconds=later)
    assert confirm(alice.user, code_of(key, later_seconds=later + STEP), later_seconds=later)
    assert not confirm(alice.user, code_of(key, later_seconds=later), later_seconds=later)


def test_a_code_two_minutes_off_is_not(alice: Membership) -> None:
    key, _ = with_codes(alice.user)
    for off in (-4 * STEP, 4 * STEP):
        assert not confirm(alice.user, code_of(key, later_seconds=600 + off), later_seconds=600)


def test_the_code_that_switched_it_on_does_not_sign_in(alice: Membership) -> None:
    key = do(begin_totp, alice.user)
    code = code_of(key)
    do(confirm_totp, alice.user, code=code, client="c", keep_session=None)
    assert not confirm(alice.user, code)


def test_a_recovery_code_works_once_however_it_is_typed(alice: Membership) -> None:
    _, codes = with_codes(alice.user)
    assert confirm(alice.user, f" {codes[0].upper().replace('-', ' ')} ")
    assert not confirm(alice.user, codes[0])
    assert alice.user.recovery_codes.filter(used_at=None).count() == 9
    entry = alice.workspace.audit_entries.filter(action="member.signed_in").latest("created_at")
    assert entry.after == {"step": "recovery_code"}


def test_new_recovery_codes_end_the_old_and_need_the_password(alice: Membership) -> None:
    _, codes = with_codes(alice.user)
    assert do(make_recovery_codes, alice.user, password="wrong", client="c").codes == []
    made = do(make_recovery_codes, alice.user, password=PASSWORD, client="c").codes
    assert not confirm(alice.user, codes[0])
    assert confirm(alice.user, made[0])
    assert "member.recovery_codes_made" in audited(alice.workspace)


def test_switching_off_needs_the_password(alice: Membership) -> None:
    with_codes(alice.user)
    assert do(disable_totp, alice.user, password="wrong", client="c").user is None
    assert Authenticator.objects.exists()
    for _ in range(2):
        assert do(disable_totp, alice.user, password=PASSWORD, client="c").user
    assert not Authenticator.objects.exists()
    assert not RecoveryCode.objects.exists()
    assert audited(alice.workspace).count("member.totp_disabled") == 1


def test_the_key_and_the_codes_cannot_be_read_from_the_database(alice: Membership) -> None:
    key, codes = with_codes(alice.user)
    row = Authenticator.objects.get()
    stored = bytes(row.sealed_key) + b"".join(bytes(code.digest) for code in RecoveryCode.objects.all())
    assert key not in stored
    assert not any(code.encode() in stored for code in codes)


def test_a_workspace_that_wants_codes_sees_who_lacks_them(alice: Membership) -> None:
    assert not lacks_second_factor(alice)
    alice.workspace.requires_totp = True
    assert lacks_second_factor(alice)
    with_codes(alice.user)
    assert not lacks_second_factor(alice)


@pytest.mark.parametrize("code", ["", "000000", "12345", "1234567", "²²²²²²", "\x00", "\ud800", "x" * 100, "-1"])
def test_what_is_no_code_is_wrong(alice: Membership, code: str) -> None:
    with_codes(alice.user)
    assert not confirm(alice.user, code)


def test_setting_up_twice_is_refused_and_no_codes_without_an_app(alice: Membership) -> None:
    with pytest.raises(Conflict):
        do(make_recovery_codes, alice.user, password=PASSWORD, client="c")
    with_codes(alice.user)
    with pytest.raises(Conflict):
        do(begin_totp, alice.user)


def test_guessing_codes_is_slowed_down_whatever_client_it_comes_from(alice: Membership) -> None:
    key, _ = with_codes(alice.user)
    for number in range(6):
        assert not confirm(alice.user, "000000", client=f"192.0.2.{number}")
    assert not confirm(alice.user, code_of(key, later_seconds=STEP))
    assert confirm(alice.user, code_of(key, later_seconds=90), later_seconds=90)


@pytest.mark.django_db(transaction=True)
def test_sent_many_times_at_once_a_code_works_once(alice: Membership) -> None:
    key, codes = with_codes(alice.user)
    later = code_of(key, later_seconds=STEP)
    assert at_once(5, lambda _: confirm(alice.user, later)).count(True) == 1
    assert at_once(5, lambda _: confirm(alice.user, codes[0])).count(True) == 1
