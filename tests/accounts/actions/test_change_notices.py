"""change_notices and note_visit."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from helpdesk.accounts.actions.change_notices import change_notices
from helpdesk.accounts.actions.note_visit import note_visit
from helpdesk.accounts.actors import Actor, member_actor
from helpdesk.accounts.members.notices import DEFAULTS, Occasion, way_of, ways_of
from helpdesk.accounts.models import AuditEntry, Membership
from helpdesk.events.unit import unit_of_work
from helpdesk.lib.errors import Forbidden, Invalid


def again(member: Membership) -> Membership:
    return Membership._base_manager.select_related("user").get(pk=member.pk)


def test_who_chose_nothing_hears_by_the_defaults(alice: Membership) -> None:
    assert ways_of(alice) == dict(DEFAULTS)
    assert set(DEFAULTS) == set(Occasion.values)


def test_a_choice_is_kept_and_audited_and_the_others_stay(alice: Membership, as_alice: Actor) -> None:
    with unit_of_work():
        change_notices(alice, actor=as_alice, choices={"reply": "off"})
    with unit_of_work():
        change_notices(again(alice), actor=as_alice, choices={"note": "inbox"})
    assert ways_of(again(alice)) == dict(DEFAULTS) | {"reply": "off", "note": "inbox"}
    entry = AuditEntry._base_manager.filter(action="member.notices_changed").order_by("created_at").last()
    assert entry is not None
    assert (entry.before, entry.after) == ({"note": "digest"}, {"note": "inbox"})


def test_the_same_again_changes_nothing(alice: Membership, as_alice: Actor) -> None:
    with unit_of_work():
        change_notices(alice, actor=as_alice, choices={"reply": "mail"})
    assert again(alice).notices == {}
    assert not AuditEntry._base_manager.filter(action="member.notices_changed").exists()


def test_nobody_chooses_for_another(alice: Membership, adam: Membership) -> None:
    with pytest.raises(Forbidden), unit_of_work():
        change_notices(alice, actor=member_actor(adam), choices={"reply": "off"})


@pytest.mark.parametrize(("choices", "field"), [({"birthday": "mail"}, "occasion"), ({"reply": "pigeon"}, "reply")])
def test_what_does_not_exist_is_refused(alice: Membership, as_alice: Actor, choices: Any, field: str) -> None:
    with pytest.raises(Invalid) as failure, unit_of_work():
        change_notices(alice, actor=as_alice, choices=choices)
    assert failure.value.field == field


def test_what_is_stored_and_unknown_goes_by_the_default(alice: Membership) -> None:
    alice.notices = {"reply": "pigeon"}
    assert way_of(alice, "reply") == "mail"


def test_a_visit_is_noted_once_a_minute(alice: Membership, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        note_visit(alice)
    seen = again(alice).last_seen_at
    with django_assert_num_queries(0):
        note_visit(alice)
    alice.last_seen_at = timezone.now() - datetime.timedelta(minutes=2)
    note_visit(alice)  # another page was faster
    assert again(alice).last_seen_at == seen


def test_a_later_visit_moves_it_on(alice: Membership) -> None:
    alice.last_seen_at = timezone.now() - datetime.timedelta(minutes=2)
    alice.save()
    note_visit(alice)
    assert timezone.now() - again(alice).last_seen_at < datetime.timedelta(minutes=1)  # type: ignore[operator]
