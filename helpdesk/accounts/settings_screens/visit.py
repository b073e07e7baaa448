"""One request to a settings screen: who asks, in which workspace."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Membership, Workspace
from helpdesk.lib.errors import HelpdeskError


@dataclass
class Visit:
    """The door in front of the screens makes it; screens reach rows through its workspace and act as its actor.

    ``frame`` is what the frame around the page needs. When a verb refused what was sent, the door asks the screen a
    second time, outside the transaction, with the ``refusal`` to show. A screen that makes something says so in
    ``made``, so that a form sent twice makes it once.
    """

    workspace: Workspace
    member: Membership
    actor: Actor
    frame: Mapping[str, Any]
    refusal: HelpdeskError | None = None
    made: uuid.UUID | int | None = None


def visit_of(request: HttpRequest) -> Visit:
    """The visit of a request that came through the door."""
    found: Visit = request.visit  # type: ignore[attr-defined]
    return found
