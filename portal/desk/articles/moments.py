"""Moments at which articles appear, on the clock of the workspace."""

import datetime

from helpdesk.accounts.models import Workspace
from helpdesk.lib.errors import Invalid
from portal.desk.snoozing import typed_moment
from portal.templatetags.helpdesk_tags import zone_named


def moment_typed(text: str, workspace: Workspace) -> datetime.datetime:
    """What a field for day and hour sends. Raises Invalid on field ``publish_at``."""
    try:
        return typed_moment(text, zone_named(workspace.time_zone))
    except Invalid as error:
        raise Invalid(error.message, field="publish_at", hint=error.hint) from error


def moment_shown(moment: datetime.datetime | None, workspace: Workspace) -> str:
    """The same as the field holds it; nothing for no moment."""
    return f"{moment.astimezone(zone_named(workspace.time_zone)):%Y-%m-%dT%H:%M}" if moment else ""
