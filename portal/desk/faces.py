"""Pictures of members, for beside their names: where there is none, the page shows initials."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.db import models
from django.urls import reverse

from helpdesk.accounts.actors import Actor

FACE = ("id", "user_id")


def pictured(actor: Actor) -> models.QuerySet[Any]:
    """The members with a picture, also those who left: what they wrote stays."""
    members: models.QuerySet[Any] = actor.workspace.memberships.filter(user__picture__isnull=False)
    return members


def as_faces(rows: Sequence[Sequence[str]]) -> dict[str, str]:
    """Where the picture of each of them is, by the id of the member."""
    return {member_id: picture_at(user_id) for member_id, user_id in rows}


@lru_cache(maxsize=4096)
def picture_at(user_id: str) -> str:
    """The address of a person's picture."""
    return reverse("picture", args=[user_id])
