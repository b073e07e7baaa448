"""Change how one is called and addressed."""

import zoneinfo

from django.conf import settings

from helpdesk.accounts.actions.add_member import clean_name
from helpdesk.accounts.members.persons import audit_person
from helpdesk.accounts.models import User
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Invalid

FIELDS = ("name", "language", "time_zone")


def update_profile(user: User, *, name: str, language: str, time_zone: str) -> User:
    """The person under this name; empty language and time zone are those of the workspace.

    Raises Invalid for what is no name, language or time zone.
    """
    current_unit()
    tidy = clean_name(name)
    if language and language not in dict(settings.LANGUAGES):
        raise Invalid("Invalid language", code="choice", field="language", hint="Choose one from the list")
    if time_zone and time_zone not in zoneinfo.available_timezones():
        raise Invalid("Invalid time zone", code="choice", field="time_zone", hint="Choose one from the list")
    before = {field: getattr(user, field) for field in FIELDS}
    user.name, user.language, user.time_zone = tidy, language, time_zone
    after = {field: getattr(user, field) for field in FIELDS}
    if after != before:
        user.save(update_fields=FIELDS)
        audit_person("member.profile_changed", user, before=before, after=after)
    return user
