"""The second factor of a person's sign-in."""

from django.db import models

from helpdesk.accounts.models.user import User
from helpdesk.lib.ids import new_id


class Authenticator(models.Model):
    """An app that shows a code every 30 seconds. Its key is sealed; it counts once a first code was typed.

    ``last_step`` is the 30 seconds of the last code taken, so that none works twice.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.OneToOneField(User, models.CASCADE, related_name="authenticator")
    sealed_key = models.BinaryField()
    last_step = models.BigIntegerField(default=0)
    created_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"authenticator of {self.user_id}"


class RecoveryCode(models.Model):
    """One code for the day the phone is lost. Only a keyed hash is kept; it works once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="recovery_codes")
    digest = models.BinaryField(max_length=32)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "digest"], name="one_recovery_code_per_digest")]

    def __str__(self) -> str:
        return f"recovery code of {self.user_id}"
