"""Files of tickets: they come with a message and go with its text. Used by the verbs, which lock and record."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from helpdesk.accounts.actors import Actor
from helpdesk.events.unit import current_unit
from helpdesk.files.actions.discard_upload import discard_upload
from helpdesk.files.models import StoredFile
from helpdesk.files.use import in_use
from helpdesk.lib.errors import Invalid
from tickets.models import Comment, Ticket, TicketFile

# With one message.
MAX_FILES = 10


def lock_files(files: Iterable[StoredFile], *, actor: Actor) -> list[StoredFile]:
    """The files in the order given, locked, when a message of this actor may carry them.

    Raises Invalid (field ``files``) for too many, and for one that is somebody else's, unfinished or in use.
    """
    wanted = list(dict.fromkeys(file.pk for file in files))
    if not wanted:
        return []
    if len(wanted) > MAX_FILES:
        hint = "Send the others with another message"
        raise Invalid(f"A message takes up to {MAX_FILES} files", code="too_many", field="files", hint=hint)
    own = actor.workspace.files.filter(uploader_kind=actor.kind, uploader_id=actor.id, state=StoredFile.State.FINISHED)
    found = {file.pk: file for file in own.filter(pk__in=wanted).order_by("pk").select_for_update()}
    # Asked only now that they are locked: whoever came first has written what points to them.
    if len(found) < len(wanted) or own.filter(in_use(), pk__in=wanted).exists():
        raise Invalid("Invalid file", code="choice", field="files", hint="Upload the file again")
    return [found[file_id] for file_id in wanted]


def attach_files(ticket: Ticket, files: Sequence[StoredFile], *, comment: Comment | None = None) -> None:
    """Put locked files to a comment, or to the request itself."""
    rows = [
        TicketFile(
            workspace_id=ticket.workspace_id, ticket=ticket, comment=comment, file=file, created_at=current_unit().now
        )
        for file in files
    ]
    if rows:
        ticket.workspace.ticket_files.bulk_create(rows)


def move_files(source: Ticket, target: Ticket, *, request: Comment) -> None:
    """Let files go along with the messages of ``source``; those of its request belong to the message it became."""
    source.files.filter(comment=None).update(comment=request)
    source.files.update(ticket=target)


def hand_on_files(comment: Comment, *, to: Ticket) -> None:
    """Let the files of a message be those of the request that was made of it: a file stands in one place only."""
    comment.files.update(ticket=to, comment=None)


def discard_files(rows: QuerySet[TicketFile], *, actor: Actor) -> int:
    """Give up the files of tickets; their bytes are deleted after the commit. Returns how many there were."""
    found = list(rows.select_related("file"))
    rows.filter(pk__in=[row.pk for row in found]).delete()
    for row in found:
        discard_upload(row.file, actor=actor)
    return len(found)
