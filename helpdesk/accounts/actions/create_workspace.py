"""Found a workspace."""

from helpdesk.accounts.actors import system_actor
from helpdesk.accounts.keys.signing import new_signing_key
from helpdesk.accounts.models import Workspace
from helpdesk.events.unit import current_unit, record
from helpdesk.lib.errors import Conflict


def create_workspace(
    *, slug: str, name: str, support_email: str, time_zone: str = "UTC", features: list[str] | None = None
) -> Workspace:
    """A new workspace with the key that signs its links. Raises Conflict when the slug is taken."""
    current_unit()
    if Workspace.objects.filter(slug=slug).exists():
        raise Conflict(f"There is already a workspace at {slug}", field="slug", hint="Choose another short name")
    workspace = Workspace.objects.create(
        slug=slug, name=name, support_email=support_email, time_zone=time_zone, features=features or []
    )
    new_signing_key(workspace)
    record(
        "workspace.created",
        workspace_id=workspace.id,
        subject_kind="workspace",
        subject_id=workspace.id,
        actor=system_actor(workspace),
        internal=True,
    )
    return workspace
