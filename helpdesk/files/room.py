"""How much somebody may upload ahead of what will show it: a cap on what was begun in the last hour and lies unused.

Whatever is put to use, given up or swept makes room again. Customers have a cap for each and one for all of them
together, because anybody can be a customer under as many names as they like.
"""

import datetime
import math
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Min, Q, Sum
from django.db.models.functions import Coalesce

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.claims import claim
from helpdesk.events.unit import current_unit
from helpdesk.files.use import unused
from helpdesk.lib.errors import TooMany
from helpdesk.lib.ids import earliest_id

PERIOD = datetime.timedelta(hours=1)


@dataclass(frozen=True)
class Most:
    """So many files and bytes at once."""

    files: int
    bytes: int

    def takes(self, files: int, size: int) -> bool:
        """Whether that is within it. Some of the largest files fit, however large those may be."""
        return files <= self.files and size <= max(self.bytes, 4 * settings.MAX_FILE_BYTES)


OF_EACH = {"member": Most(500, 5_000_000_000), "customer": Most(40, 200_000_000)}
OF_ALL = {"customer": Most(1000, 2_000_000_000)}


def require_room(*, actor: Actor, size: int) -> None:
    """Raises TooMany when one more file of so many bytes is over a cap; the system has none."""
    each, together = OF_EACH.get(actor.kind), OF_ALL.get(actor.kind)
    if each is None:
        return
    claim(actor.workspace.pk, "uploads", actor.kind if together else str(actor.id))
    now, mine = current_unit().now, Q(uploader_id=actor.id)
    # Ids begin with their moment, and that index is there anyway.
    lately = actor.workspace.files.filter(unused(), pk__gte=earliest_id(now - PERIOD), uploader_kind=actor.kind)
    found = lately.aggregate(
        all_files=Count("pk"),
        all_size=Coalesce(Sum("size"), 0),
        own_files=Count("pk", filter=mine),
        own_size=Coalesce(Sum("size", filter=mine), 0),
        oldest=Min("created_at"),
    )
    fits = each.takes(found["own_files"] + 1, found["own_size"] + size)
    if not fits or (together and not together.takes(found["all_files"] + 1, found["all_size"] + size)):
        wait = found["oldest"] + PERIOD - now if found["oldest"] else PERIOD
        raise TooMany(max(1, math.ceil(wait.total_seconds())), limit=each.files)
