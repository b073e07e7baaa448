"""Found a workspace."""

import secrets

from django.conf import settings

from helpdesk.accounts.actors import system_actor
from helpdesk.accounts.models import SigningKey, Workspace
from helpdesk.events.unit import current_unit, record
from helpdesk.lib.errors import Conflict
from helpdesk.lib.ids import new_id
from helpdesk.lib.sealed import Sealer


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
    key_id = new_id()
    sealed = Sealer(settings.SECRETS_KEYS).seal(secrets.token_bytes(32), purpose=f"signing:{key_id}")
    SigningKey(id=key_id, workspace=workspace, sealed=sealed).save(force_insert=True)
    record(
        "workspace.created",
        workspace_id=workspace.id,
        subject_kind="workspace",
        subject_id=workspace.id,
        actor=system_actor(workspace),
        internal=True,
    )
    return workspace
