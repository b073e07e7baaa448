"""Link a ticket with another, and take that back."""

import re
from collections.abc import Callable

from django.http import QueryDict
from django.utils.translation import gettext as _

from helpdesk.accounts.actors import Actor
from helpdesk.lib.errors import Invalid
from portal.desk.changes import Change
from tickets.actions import link_tickets, unlink_tickets
from tickets.models import Ticket, TicketLink

NUMBER = re.compile(r"(?:TKT-|#)?0*([0-9]{1,9})", re.IGNORECASE | re.ASCII)

# How the other ticket stands to this one: the kind of link, and whether the link begins here.
WAYS = {
    "related": (TicketLink.Kind.RELATED, True),
    "part": (TicketLink.Kind.CHILD, True),
    "whole": (TicketLink.Kind.CHILD, False),
}


class Link(Change):
    """``other`` is a number, ``way`` says whether the two are related or which is a part of which."""

    def change(self, ticket: Ticket, form: QueryDict) -> str:
        """Link them."""
        other = self.call(link_tickets, ticket, form)
        return _("Linked with %s.") % other.reference

    def call(self, verb: Callable[..., Ticket], ticket: Ticket, form: QueryDict) -> Ticket:
        """Call a verb on the two in the right order; returns the other one. Raises Invalid."""
        other = find_other(self.actor, form.get("other", ""), field="other")
        way = WAYS.get(form.get("way", ""))
        if way is None:
            raise Invalid(_("Choose how they belong together"), code="choice", field="way")
        kind, is_source = way
        source, target = (ticket, other) if is_source else (other, ticket)
        verb(source, actor=self.actor, to=target, kind=kind)
        return other


class Unlink(Link):
    """The same form, sent by the button beside a link."""

    def change(self, ticket: Ticket, form: QueryDict) -> str:
        """Take it back."""
        other = self.call(unlink_tickets, ticket, form)
        return _("No longer linked with %s.") % other.reference


def find_other(actor: Actor, text: str, *, field: str) -> Ticket:
    """The ticket whose number somebody typed, as TKT-0042, #42 or 42. Raises Invalid, also for a hidden one."""
    named = NUMBER.fullmatch(text.strip())
    tickets = actor.workspace.tickets.visible_to(actor).select_related("requester", "queue", "assignee__user")
    found: Ticket | None = tickets.filter(number=int(named[1])).first() if named else None
    if found is None:
        raise Invalid(_("There is no such ticket"), field=field, hint=_("Type its number, such as TKT-0042"))
    found.workspace = actor.workspace
    return found
