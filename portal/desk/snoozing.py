"""Put a ticket away for a while."""

import datetime

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from helpdesk.lib.errors import Invalid
from portal.desk.changes import Change
from portal.desk.clock import zone_of_member
from portal.desk.draft import read_version
from portal.times import absolute
from tickets.actions import snooze_ticket, wake_ticket
from tickets.models import Ticket
from tickets.snooze import moment_of

LONGEST_TEXT = 32


class Snooze(Change):
    """``choice`` is one of the offered moments; otherwise ``until`` is a day and an hour on the member's clock."""

    def change(self, ticket: Ticket, form: QueryDict) -> str:
        """Held against the version: nobody puts away an answer that they have not seen."""
        zone = zone_of_member(self.member)
        choice = form.get("choice", "")
        until = (
            moment_of(choice, now=timezone.now(), zone=zone) if choice else typed_moment(form.get("until", ""), zone)
        )
        if until is None:
            raise Invalid(_("There is no such choice"), code="choice", field="choice")
        snooze_ticket(ticket, actor=self.actor, until=until, expected_version=read_version(form))
        return _("Put away until %s.") % absolute(until, zone)


class Wake(Change):
    """Take it up again before its time."""

    def change(self, ticket: Ticket, form: QueryDict) -> str:
        """Wake it."""
        wake_ticket(ticket, actor=self.actor)
        return _("%s is open again.") % ticket.reference


def typed_moment(text: str, zone: datetime.tzinfo) -> datetime.datetime:
    """What a field for day and hour sends, such as ``2026-11-23T09:00``. Raises Invalid."""
    try:
        moment = datetime.datetime.fromisoformat(text[:LONGEST_TEXT])
        # Near the first and last year a zone's hours lead out of the calendar.
        return moment.replace(tzinfo=zone).astimezone(datetime.UTC)
    except (ValueError, OverflowError) as error:
        raise Invalid(_("This is no day and hour"), field="until", hint=_("Such as 2026-11-23 09:00")) from error
