"""On whose clock a member's hours are meant."""

import datetime

from helpdesk.accounts.models import Membership
from portal.templatetags.helpdesk_tags import zone_named


def zone_of_member(member: Membership) -> datetime.tzinfo:
    """The member's own time zone, or else the workspace's."""
    return zone_named(member.user.time_zone or member.workspace.time_zone)
