"""Within a workspace ids are in commit order: who reads on from the last id never misses an event."""

import random
import threading
import time
import uuid

import pytest
from django.db import connection

from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from tests.events.kit import note
from tests.together import at_once, failures

WRITERS, EACH = 8, 40


@pytest.mark.django_db(transaction=True)
def test_a_reader_beside_eight_writers_sees_every_event_once_and_in_order() -> None:
    workspaces = [uuid.uuid4(), uuid.uuid4()]
    seen: dict[uuid.UUID, list[int]] = {workspace: [] for workspace in workspaces}
    over = threading.Event()

    def read() -> None:
        last_look = False
        while not last_look:
            last_look = over.is_set()
            for workspace, ids in seen.items():
                found = Event.objects.filter(workspace_id=workspace, id__gt=ids[-1] if ids else 0).order_by("id")
                ids.extend(found.values_list("id", flat=True))
        connection.close()

    def write(index: int) -> None:
        dice = random.Random(index)
        for turn in range(EACH):
            with unit_of_work():
                note(workspaces[dice.randrange(2)])
                if turn % 4 == 0:  # some units touch both workspaces, some take their time between change and commit
                    note(workspaces[dice.randrange(2)])
                    time.sleep(dice.random() / 500)

    reader = threading.Thread(target=read)
    reader.start()
    results = at_once(WRITERS, write)
    over.set()
    reader.join(30)
    assert failures(results) == []
    for workspace, ids in seen.items():
        written = Event.objects.filter(workspace_id=workspace).order_by("id").values_list("id", flat=True)
        assert ids == list(written)
    assert sum(map(len, seen.values())) == WRITERS * (EACH + EACH // 4)
