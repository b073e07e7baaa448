"""GET /api/v1/desk/stats."""

import datetime

from django.utils import timezone

from helpdesk.lib.ids import from_typeid
from tests.cast import Api
from tickets.models import Ticket


def test_an_empty_workspace_has_zeroes(desk: Api) -> None:
    assert desk("GET", "stats").json() == {
        "byStatus": {"open": 0, "pending": 0, "resolved": 0, "closed": 0},
        "avgResolutionTimeHours": 0,
        "totalTickets": 0,
    }


def test_tickets_are_counted_by_word_and_the_time_to_resolve_is_averaged(
    desk: Api, ticket: Ticket, foreign_ticket: Ticket
) -> None:
    made = [
        desk("POST", "tickets", {"subject": "s", "body": "b", "email": "a@customer.example"}).json()["id"]
        for _ in range(2)
    ]
    desk("PATCH", f"tickets/{made[0]}", {"status": "pending"})
    six_hours_ago = timezone.now() - datetime.timedelta(hours=6)
    found = Ticket.objects.across_workspaces("shifting time in a test")
    found.filter(pk=str(from_typeid("tkt", made[1]))).update(created_at=six_hours_ago)
    desk("PATCH", f"tickets/{made[1]}", {"status": "resolved"})
    body = desk("GET", "stats").json()
    assert body["byStatus"] == {"open": 1, "pending": 1, "resolved": 1, "closed": 0}
    assert (body["totalTickets"], body["avgResolutionTimeHours"]) == (3, 6.0)
