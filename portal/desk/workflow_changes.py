"""The small forms of queue, type and custom fields."""

from django.http import QueryDict
from django.utils.translation import gettext as _

from portal.custom_fields import CustomForm
from portal.desk.changes import Change
from portal.desk.draft import read_version
from portal.desk.reads import read_offers
from portal.desk.workflow import find_queue, find_type
from tickets.actions import change_custom, change_queue, change_type
from tickets.models import Ticket


class ChangeQueue(Change):
    """The last word counts. Only queues that the member sees are offered, so that nobody loses a ticket by a slip."""

    def change(self, ticket: Ticket, form: QueryDict) -> str:
        """Move it; an assignee who does not see the new queue loses it."""
        queue = find_queue(self.actor, form.get("queue", ""))
        before = ticket.assignee_id
        changed = change_queue(ticket, actor=self.actor, to=queue)
        moved = _("It is in the queue “%s” now.") % queue.name
        if before is not None and changed.assignee_id is None:
            moved += " " + _("Its assignee does not see that queue: nobody is assigned now.")
        return moved


class ChangeType(Change):
    """The last word counts."""

    def change(self, ticket: Ticket, form: QueryDict) -> str:
        """Set it, or take it back."""
        kind = find_type(self.actor, form.get("type", ""))
        change_type(ticket, actor=self.actor, to=kind)
        return _("The type is now “%s”.") % kind.name if kind else _("It has no type now.")


class ChangeFields(Change):
    """Held against the version, like everything that replaces what somebody else may have written."""

    def change(self, ticket: Ticket, form: QueryDict) -> str:
        """Set the values that were changed. What is missing can be filled in later: work must not stop for it."""
        fields = read_offers(self.actor).nouns.fields_in(ticket.queue_id, ticket.custom)
        asked = [field for field in fields if field.archived_at is None]
        changes = CustomForm(asked, form, values=ticket.custom).changes()
        change_custom(ticket, actor=self.actor, to=changes, expected_version=read_version(form))
        return _("The fields are saved.")
