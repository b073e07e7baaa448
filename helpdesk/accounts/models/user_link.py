"""Links mailed to a person about their own sign-in."""

from django.db import models

from helpdesk.accounts.models.user import User
from helpdesk.lib.ids import new_id


class UserLink(models.Model):
    """A link to set a new password or to confirm a new address. It works once; the token itself is never stored."""

    class Purpose(models.TextChoices):
        """What the holder may do."""

        PASSWORD = "password"  # noqa: S105 - the name of a purpose
        EMAIL = "email"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="links")
    purpose = models.CharField(max_length=8, choices=Purpose)
    email = models.EmailField(max_length=254)  # where it was mailed; for EMAIL the address it confirms
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.purpose} link of {self.user_id}"
