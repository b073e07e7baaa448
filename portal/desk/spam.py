"""Put a ticket away as spam, or take it out again."""

from django.http import QueryDict
from django.utils.translation import gettext as _

from helpdesk.accounts.actions.block_customer import block_customer
from helpdesk.accounts.scopes import CUSTOMERS_WRITE
from helpdesk.lib.errors import Forbidden
from portal.desk.changes import Change
from portal.desk.draft import read_version
from tickets.actions import mark_spam, unmark_spam
from tickets.models import Ticket


class MarkSpam(Change):
    """With ``block`` whoever sent it is blocked too, by those who may."""

    def change(self, ticket: Ticket, form: QueryDict) -> str:
        """Held against the version: what looks like spam may have been answered meanwhile."""
        if not form.get("block"):
            mark_spam(ticket, actor=self.actor, expected_version=read_version(form))
            return _("%s is in the spam now.") % ticket.reference
        if not self.actor.may(CUSTOMERS_WRITE):
            raise Forbidden(_("Your role does not allow this. Ask an admin of the workspace."))
        mark_spam(ticket, actor=self.actor, expected_version=read_version(form))
        block_customer(ticket.requester, actor=self.actor)
        return _("%s is in the spam now, and its sender is blocked.") % ticket.reference


class UnmarkSpam(Change):
    """Its sender stays blocked, if he is: that is undone on the customer's page."""

    def change(self, ticket: Ticket, form: QueryDict) -> str:
        """Take it out."""
        unmark_spam(ticket, actor=self.actor)
        return _("%s is open again.") % ticket.reference
