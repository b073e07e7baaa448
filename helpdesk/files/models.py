"""The rows of the files."""

from django.db import models

from helpdesk.accounts.models import Workspace
from helpdesk.accounts.tenancy import WorkspaceManager
from helpdesk.lib.ids import new_id


class StoredFile(models.Model):
    """One file of one workspace. ``key`` is where the store has it: random, so that nobody guesses or overwrites it.

    It counts for nothing until it is finished: then ``size`` (bytes), ``content_type`` and ``digest`` (SHA-256) are
    what the store really has. What stays unfinished is swept. Whatever shows a file points to it.
    """

    class State(models.TextChoices):
        """How far its upload is."""

        WAITING = "waiting"
        FINISHED = "finished"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="files")
    key = models.CharField(max_length=120, unique=True)
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    digest = models.BinaryField(max_length=32, null=True)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    uploader_kind = models.CharField(max_length=16)
    uploader_id = models.UUIDField(null=True)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = WorkspaceManager["StoredFile"]()

    class Meta:
        indexes = [
            models.Index(fields=["created_at"], condition=models.Q(state="waiting"), name="file_waiting"),
        ]

    def __str__(self) -> str:
        return self.name
