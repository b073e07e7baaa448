"""Counts of failed sign-ins, by address typed and by client address."""

from django.db import models


class Guess(models.Model):
    """How often sign-in failed in a row for one key, and until when it must wait.

    The key is a hash: who tried which address is nobody's business in the database.
    """

    key = models.BinaryField(max_length=32, primary_key=True)
    failures = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()
    locked_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.failures} failures"
