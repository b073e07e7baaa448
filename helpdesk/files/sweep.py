"""What nobody will come back for: uploads never finished, files that nothing shows, bytes without a row."""

import contextlib
import datetime
from collections.abc import Iterator
from functools import partial
from itertools import islice

from django.db import transaction
from django.db.models import ProtectedError, QuerySet
from django.utils import timezone

from helpdesk.files.models import StoredFile
from helpdesk.files.store import Held, file_store
from helpdesk.files.use import unused

UNFINISHED_FOR = datetime.timedelta(days=1)
# Somebody may be writing for a while before the text that shows the file is saved.
UNUSED_FOR = datetime.timedelta(days=7)
AT_ONCE = 500


def sweep_uploads() -> None:
    """Delete uploads begun a day ago and never finished; run by the schedule. Raises Unavailable."""
    rows = StoredFile.objects.across_workspaces("the schedule sweeps for everybody")
    remove(rows.filter(state=StoredFile.State.WAITING, created_at__lt=timezone.now() - UNFINISHED_FOR))


def sweep_unused() -> None:
    """Delete files that have been finished for a week with nothing pointing to them. Raises Unavailable."""
    rows = StoredFile.objects.across_workspaces("the schedule sweeps for everybody")
    remove(rows.filter(unused(), finished_at__lt=timezone.now() - UNUSED_FOR))


def remove(rows: QuerySet[StoredFile]) -> None:
    """The row first, in its turn: what somebody finishes or begins to show at this moment stays. Bytes that are left
    when the store is away go with those without a row."""
    store = file_store()
    for key in list(rows.values_list("pk", flat=True)[:AT_ONCE]):
        with contextlib.suppress(ProtectedError), transaction.atomic():
            file = rows.select_for_update(skip_locked=True, of=("self",)).filter(pk=key).first()
            if file is None:
                continue
            file.delete()
            transaction.on_commit(partial(store.delete, file.key))


def sweep_bytes() -> None:
    """Delete what lies in the store for a day without a row that knows it. Raises Unavailable.

    A day, because bytes come before the commit of their row, and uploads have until then to be finished.
    """
    store, before = file_store(), timezone.now() - UNFINISHED_FOR
    for some in batches(held for held in store.held() if held.changed_at < before):
        rows = StoredFile.objects.across_workspaces("the store holds the files of all workspaces")
        known = set(rows.filter(key__in=[held.key for held in some]).values_list("key", flat=True))
        for held in some:
            if held.key not in known:
                store.delete(held.key)


def batches(held: Iterator[Held]) -> Iterator[list[Held]]:
    """Some hundred at a time."""
    while some := list(islice(held, AT_ONCE)):
        yield some
