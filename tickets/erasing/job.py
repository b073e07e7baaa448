"""The work behind an erasure, a part at a time."""

import uuid
from functools import partial

from helpdesk.accounts.models import Workspace
from helpdesk.events.unit import unit_of_work
from helpdesk.http.database import run_with_retries
from tickets.actions.continue_erasure import continue_erasure


def run_erasure(workspace_id: uuid.UUID, erasure_id: uuid.UUID) -> None:
    """Go on with an erasure until nothing is left. Parts are committed one by one: a repeat goes on where it was."""
    while run_with_retries(partial(one_part, workspace_id, erasure_id)):
        pass


def one_part(workspace_id: uuid.UUID, erasure_id: uuid.UUID) -> bool:
    """The next part; whether there is another."""
    with unit_of_work():
        workspace = Workspace.objects.get(pk=workspace_id)
        return continue_erasure(workspace.erasures.get(pk=erasure_id))
