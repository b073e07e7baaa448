"""Seeding an installation: once, whole, and the same every time."""

import datetime
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from helpdesk.accounts.models import Workspace
from helpdesk.demo import seed as seeding
from helpdesk.demo.library import Library, load_library
from helpdesk.demo.seed import seed_demo, shares
from helpdesk.demo.stage import Stage
from helpdesk.events.models import Event
from tests.demo.conftest import UNTIL
from tests.demo.digest import content_of


def seeded_content(seed: int) -> list[dict[str, Any]]:
    """What a fresh installation holds after seeding; it is taken back at once."""
    with transaction.atomic():
        seed_demo(seed=seed, tickets=30, until=UNTIL)
        content = [content_of(workspace) for workspace in Workspace.objects.order_by("slug")]
        transaction.set_rollback(True)
    return content


@pytest.mark.slow
@pytest.mark.django_db
def test_two_installations_hold_the_same_from_the_same_number() -> None:
    first = seeded_content(seed=1)
    assert first == seeded_content(seed=1)
    assert first != seeded_content(seed=2)


@pytest.mark.slow
@pytest.mark.django_db
def test_it_can_be_done_on_every_day_of_the_week() -> None:
    for days in range(7):
        with transaction.atomic():
            until = UNTIL + datetime.timedelta(days=days)
            assert seed_demo(tickets=18, until=until) == {"acme": 14, "globex": 4}
            transaction.set_rollback(True)


@pytest.mark.django_db
def test_seeding_twice_does_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("seed", tickets=4)
    assert capsys.readouterr().out == "acme: 3 tickets\nglobex: 1 tickets\n"
    before = Event.objects.count()
    call_command("seed", tickets=4)
    assert "Nothing to do" in capsys.readouterr().out
    assert Event.objects.count() == before


@pytest.mark.django_db
def test_what_an_interrupted_run_left_out_is_made_by_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupted(Exception):
        pass

    class DyingStage(Stage):
        def perform(self, steps, workspace) -> None:
            super().perform(steps, workspace)
            if workspace.slug == "globex":
                raise Interrupted

    monkeypatch.setattr(seeding, "Stage", DyingStage)
    with pytest.raises(Interrupted):
        seed_demo(tickets=8, until=UNTIL)
    assert [workspace.slug for workspace in Workspace.objects.all()] == ["acme"]
    monkeypatch.setattr(seeding, "Stage", Stage)
    assert list(seed_demo(tickets=8, until=UNTIL)) == ["globex"]


@pytest.mark.django_db
def test_a_workspace_that_somebody_made_is_left_alone(acme: Workspace) -> None:
    assert list(seed_demo(tickets=4, until=UNTIL)) == ["globex"]
    assert not acme.tickets.exists()


@pytest.mark.django_db
def test_a_negative_number_of_tickets_is_refused() -> None:
    with pytest.raises(CommandError, match="give 0 or more"):
        call_command("seed", tickets=-1)


def test_shares_add_up_to_the_tickets_asked_for() -> None:
    libraries: list[Library] = [load_library("acme"), load_library("globex")]
    assert shares(libraries, 300) == {"acme": 220, "globex": 80}
    assert all(sum(shares(libraries, count).values()) == count for count in range(12))
