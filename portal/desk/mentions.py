"""Whom a note may mention."""

from django.http import HttpRequest, HttpResponse, JsonResponse

from portal.desk.finding import find_ticket
from portal.desk.page import DeskPage
from tickets.mentions import handles_of, people_of


class Mentions(DeskPage):
    """The members who see a ticket, each with the word after ``@``; a script asks for them once somebody types one."""

    def get(self, request: HttpRequest, workspace: str, reference: str) -> HttpResponse:
        """By name."""
        people = people_of(find_ticket(self.actor, reference))
        return JsonResponse({"people": [{"name": name, "handle": handle} for name, handle in handles_of(people)]})
