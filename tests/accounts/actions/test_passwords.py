"""Asking for a reset, resetting, changing: passwords."""

import datetime
from functools import partial
from typing import Any

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from helpdesk.accounts.actions.change_password import change_password
from helpdesk.accounts.actions.offer_password_reset import offer_password_reset
from helpdesk.accounts.actions.request_password_reset import request_password_reset
from helpdesk.accounts.actions.reset_password import reset_password
from helpdesk.accounts.actions.sign_in import sign_in
from helpdesk.accounts.jobs import start_password_reset, write_failed_sign_in
from helpdesk.accounts.models import Membership, Session, User, UserLink
from helpdesk.accounts.signing_in.sessions import SessionStore
from helpdesk.lib.errors import Invalid, Unauthenticated
from tests.accounts.actions.kit import audited, do, events
from tests.cast import PASSWORD
from tests.together import at_once, failures

NEW = "another horse battery staple"


def offered(member: Membership) -> UserLink:
    link: UserLink = do(offer_password_reset, email=member.user.email)
    return link


def reset(link: UserLink, password: str = NEW, **more: Any) -> User:
    user: User = do(reset_password, link, password=password, client="192.0.2.1", **more)
    return user


def reset_as(link: UserLink, index: int) -> User:
    return reset(link, f"{NEW} {index}")


def change(member: Membership, *, current: str = PASSWORD, password: str = NEW, keep: str | None = None) -> Any:
    return do(change_password, member.user, current=current, password=password, client="192.0.2.1", keep_session=keep)


def session_of(user: User) -> str:
    """A signed-in browser; the key of its session."""
    store = SessionStore()
    store["_auth_user_id"] = str(user.pk)
    store.save()
    return str(store.session_key)


def test_known_and_unknown_addresses_are_asked_alike(alice: Membership) -> None:
    for email in (alice.user.email, "nobody@acme.example"):
        do(request_password_reset, email=email)
    jobs = list(
        ProcrastinateJob.objects.filter(task_name="accounts.start_password_reset").values_list("args", flat=True)
    )
    assert len(jobs) == 2
    assert "alice" not in str(jobs)
    for args in jobs:
        start_password_reset(**args)
    assert [link.user_id for link in UserLink.objects.all()] == [alice.user_id]
    assert audited(alice.workspace)[-1] == "member.password_reset_requested"


def test_a_link_sets_a_password_and_ends_every_session(alice: Membership) -> None:
    session_of(alice.user)
    user = reset(offered(alice))
    assert user.check_password(NEW)
    assert not Session.objects.exists()
    assert audited(alice.workspace)[-1] == "member.password_reset"
    assert events(alice.workspace)[-1] == "member.password_changed"


def test_all_workspaces_of_a_person_hear_of_it(alice: Membership, eve: Membership) -> None:
    eve.workspace.memberships.create(user=alice.user, role="viewer")
    reset(offered(alice))
    for workspace in (alice.workspace, eve.workspace):
        assert audited(workspace)[-2:] == ["member.password_reset_requested", "member.password_reset"]
    assert "member.password_changed" not in events(eve.workspace)


def test_after_it_one_signs_in_at_once_however_often_it_failed(alice: Membership) -> None:
    for _ in range(7):
        do(sign_in, email=alice.user.email, password="wrong", client="192.0.2.9")
    reset(offered(alice))
    assert do(sign_in, email=alice.user.email, password=NEW, client="192.0.2.1").user == alice.user


def test_a_link_works_once_and_takes_the_others_with_it(alice: Membership) -> None:
    first, second = offered(alice), offered(alice)
    reset(first)
    for link in (first, second):
        with pytest.raises(Unauthenticated):
            reset(link)


def test_a_link_works_for_an_hour(alice: Membership) -> None:
    link = offered(alice)
    assert link.expires_at - link.created_at == datetime.timedelta(hours=1)
    with pytest.raises(Unauthenticated) as refused:
        reset(link, later_seconds=3601)
    assert refused.value.code == "link_expired"
    assert reset(link, later_seconds=3500)


def test_a_password_that_will_not_do_leaves_the_link_good(alice: Membership) -> None:
    link = offered(alice)
    for bad in ("", "short", "1234567890", "alice@acme.example", "x" * 1001, "a\x00bcdefghijk", "\ud800" * 12):
        with pytest.raises(Invalid) as refused:
            reset(link, bad)
        assert refused.value.field == "password"
    assert reset(link)


def test_an_inactive_person_gets_no_link(alice: Membership) -> None:
    alice.user.is_active = False
    alice.user.save()
    assert do(offer_password_reset, email=alice.user.email) is None


def test_changing_asks_for_the_current_one_and_keeps_this_browser(alice: Membership) -> None:
    kept, other = session_of(alice.user), session_of(alice.user)
    assert change(alice, current="wrong").user is None
    assert Session.objects.count() == 2
    assert change(alice, keep=kept).user == alice.user
    assert list(Session.objects.values_list("session_key", flat=True)) == [kept]
    assert other != kept
    assert audited(alice.workspace)[-1] == "member.password_changed"


def test_wrong_current_passwords_are_counted_like_failed_sign_ins(alice: Membership) -> None:
    waits = [change(alice, current="wrong").wait_seconds for _ in range(6)]
    assert waits[:4] == [0, 0, 0, 0]
    assert waits[5] > 0
    assert change(alice).user is None


def test_a_failed_sign_in_is_in_the_audit_log_of_those_it_concerns(alice: Membership, eve: Membership) -> None:
    do(sign_in, email=alice.user.email, password="wrong", client="192.0.2.1")
    do(sign_in, email="nobody@acme.example", password="wrong", client="192.0.2.1")
    for args in ProcrastinateJob.objects.filter(task_name="accounts.note_failed_sign_in").values_list(
        "args", flat=True
    ):
        write_failed_sign_in(**args)
    entry = alice.workspace.audit_entries.get(action="member.sign_in_failed")
    assert (entry.actor_kind, entry.subject_name, entry.address) == ("system", "Alice", "192.0.2.7")
    assert "member.sign_in_failed" not in audited(eve.workspace)


def test_a_sign_in_is_in_the_audit_log(alice: Membership) -> None:
    do(sign_in, email=alice.user.email, password=PASSWORD, client="192.0.2.1")
    assert audited(alice.workspace)[-1] == "member.signed_in"


@pytest.mark.django_db(transaction=True)
def test_used_many_times_at_once_a_link_works_once(alice: Membership) -> None:
    for _ in range(5):
        link = offered(alice)
        results = at_once(6, partial(reset_as, link))
        assert len(failures(results)) == 5
        assert all(isinstance(error, Unauthenticated) for error in failures(results))
