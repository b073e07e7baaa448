"""What the doors remember of writes that carried an Idempotency-Key."""

from django.db import models


class IdempotentCall(models.Model):
    """One executed write: enough to answer its repetition, and nothing that was shown only once.

    ``scope`` is a hash of workspace, key owner, method, path and the caller's key; ``made`` names what was made.
    """

    scope = models.BinaryField(max_length=32, primary_key=True)
    fingerprint = models.BinaryField(max_length=32)
    status = models.PositiveSmallIntegerField()
    made = models.UUIDField()
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["created_at"], name="idempotent_call_age")]

    def __str__(self) -> str:
        return f"{self.status} {self.made}"
