"""Files whose seven days are over, and those that a crash left behind."""

from django.utils import timezone

from tickets.exports.files import remove_file, remove_left_over
from tickets.models import Export


def remove_old_exports() -> None:
    """Delete them; run by the schedule."""
    exports = Export.objects.across_workspaces("files of all workspaces lie in one directory")
    for export in exports.filter(state=Export.State.READY, expires_at__lte=timezone.now()).iterator():
        remove_file(export.file)
        exports.filter(pk=export.pk).update(state=Export.State.GONE, file="")
    remove_left_over(set(exports.filter(state=Export.State.READY).values_list("file", flat=True)))
