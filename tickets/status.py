"""The five kinds of status and the moves between them."""

from django.db import models


class Status(models.TextChoices):
    """What every status of every contract is one of."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    PENDING = "pending"
    RESOLVED = "resolved"
    CLOSED = "closed"


class Priority(models.TextChoices):
    """How urgent, least first."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    URGENT = "urgent"


DONE = frozenset({Status.RESOLVED, Status.CLOSED})
UNDONE = (Status.OPEN, Status.IN_PROGRESS, Status.PENDING)

# A customer who writes again wants to be heard: these go back to open.
REOPENED_BY_CUSTOMER = frozenset({Status.PENDING, Status.RESOLVED, Status.CLOSED})
