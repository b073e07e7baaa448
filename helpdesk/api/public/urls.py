"""The public contract's routes, each with the scope it needs."""

from helpdesk.accounts.scopes import ARTICLES_READ, TICKETS_RATE, TICKETS_READ, TICKETS_WRITE
from helpdesk.api.public.articles import ClickView, SearchView
from helpdesk.api.public.dialect import dialect
from helpdesk.api.public.views import FeedbackView, TicketsView, TicketView
from helpdesk.api.routes import nothing_else, route

urlpatterns = [
    route("tickets", TicketsView, GET=TICKETS_READ, POST=TICKETS_WRITE),
    route("tickets/<str:id>", TicketView, GET=TICKETS_READ),
    route("tickets/<str:id>/feedback", FeedbackView, POST=TICKETS_RATE),
    route("kb/search", SearchView, GET=ARTICLES_READ),
    route("kb/click", ClickView, POST=ARTICLES_READ),
    nothing_else(dialect),
]
