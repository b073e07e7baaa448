"""Who gets the replies in copy."""

import re

from django.http import QueryDict
from django.utils.translation import gettext as _

from portal.desk.changes import Change
from tickets.actions import change_cc
from tickets.actions.kit import lock_ticket
from tickets.models import Ticket

SEPARATOR = re.compile(r"[,;\s]+")


class ChangeCopies(Change):
    """Adds what is typed and takes away what is named, each on the addresses of that moment: no version is needed."""

    def change(self, ticket: Ticket, form: QueryDict) -> str:
        """Do both."""
        locked = lock_ticket(ticket, actor=self.actor)
        kept = [email for email in locked.cc_emails if email != form.get("remove")]
        added = [email for email in SEPARATOR.split(form.get("add", "")) if email]
        change_cc(locked, actor=self.actor, to=[*kept, *added])
        return _("The copies are saved.")
