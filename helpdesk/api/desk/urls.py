"""The desk contract's routes, each with the scope it needs."""

from helpdesk.accounts.scopes import TICKETS_READ, TICKETS_WRITE
from helpdesk.api.desk.dialect import dialect
from helpdesk.api.desk.views import CommentsView, StatsView, TicketsView, TicketView
from helpdesk.api.routes import nothing_else, route

urlpatterns = [
    route("desk/tickets", TicketsView, GET=TICKETS_READ, POST=TICKETS_WRITE),
    route("desk/tickets/<str:id>", TicketView, GET=TICKETS_READ, PATCH=TICKETS_WRITE, DELETE=TICKETS_WRITE),
    route("desk/tickets/<str:id>/comments", CommentsView, POST=TICKETS_WRITE),
    route("desk/stats", StatsView, GET=TICKETS_READ),
    nothing_else(dialect),
]
