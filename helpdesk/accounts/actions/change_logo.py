"""Change or take away the picture that stands for a workspace."""

import hashlib
from typing import Any

from helpdesk.accounts.actions.update_workspace import note_changed
from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Workspace
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Invalid
from helpdesk.lib.pictures import BadPicture, small_webp

PIXELS = 512


def change_logo(*, actor: Actor, sent: bytes | None) -> None:
    """Keep a small WebP of what was sent, None for no logo. Raises Invalid for what is no picture we take."""
    current_unit()
    workspace = Workspace.objects.select_for_update(no_key=True).get(pk=actor.workspace.pk)
    try:
        picture = small_webp(sent, pixels=PIXELS, square=False) if sent is not None else None
    except BadPicture as error:
        hint = "Send a PNG, JPEG, GIF or WebP of up to 2 MB"
        raise Invalid(str(error), field="logo", hint=hint) from error
    before, after = facts(workspace.logo), facts(picture)
    if before == after:
        return
    workspace.logo = picture
    workspace.save(update_fields=["logo"])
    note_changed(workspace, actor=actor, before=before, after=after, fields=["logo"])


def facts(picture: Any) -> dict[str, str]:
    """A picture in the audit log: enough to tell one from another."""
    return {"logo": hashlib.sha256(bytes(picture)).hexdigest()[:16] if picture else ""}
