"""What happened to a ticket, each change with before and after."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from helpdesk.events.models import Event
from portal.desk.chronicle import Names, tell
from portal.desk.finding import find_ticket
from portal.desk.page import DeskPage
from portal.desk.reads import read_offers
from tickets.models import Ticket

# A robot may have changed a ticket very often; the newest are what people look for.
SHOWN = 200


class History(DeskPage):
    """A page of its own, so that the ticket page need not look it up; opened in place where scripts run."""

    def get(self, request: HttpRequest, workspace: str, reference: str) -> HttpResponse:
        """Newest first."""
        ticket = find_ticket(self.actor, reference)
        events = list(
            Event.objects.filter(workspace_id=self.workspace.pk, subject_id=ticket.pk).order_by("-id")[:SHOWN]
        )
        names = self.names(ticket, events)
        revisions = {str(revision.pk): revision for revision in ticket.revisions.all()}
        entries = [tell(event, names, revisions) for event in events]
        return render(request, "desk/history.html", self.context(ticket=ticket, entries=entries))

    def names(self, ticket: Ticket, events: list[Event]) -> Names:
        """Who the ids in these events are."""
        people: dict[uuid.UUID, str] = {ticket.requester.pk: ticket.requester.display_name}
        people |= dict(self.workspace.memberships.values_list("id", "user__name"))
        keys: list[Any] = [event.actor_id for event in events if event.actor_kind == "key"]
        people |= dict(self.workspace.api_keys.filter(pk__in=keys).values_list("id", "name"))
        return Names(people, workspace=self.workspace.name, nouns=read_offers(self.actor).nouns)
