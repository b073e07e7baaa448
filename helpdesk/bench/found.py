"""Search as an endpoint of a contract: no document asks for one yet, and a page's HTML would hide what search costs."""

from typing import Any

from django.urls import URLPattern

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.scopes import TICKETS_READ
from helpdesk.api.desk.reads import ROW
from helpdesk.api.desk.render import list_row
from helpdesk.api.desk.views import DeskView
from helpdesk.api.routes import route
from tickets.query.newest import NewestTickets
from tickets.query.parse import parse

PAGE = 20

_newest = NewestTickets(*ROW)


class Found(DeskView):
    """A page of what is found, through everything that stands before and behind an endpoint."""

    def get(self, actor: Actor) -> Any:
        """The newest twenty, in the desk contract's own rows."""
        rows = _newest.rows(actor, parse(self.request.GET["q"]), limit=PAGE + 1)
        return {"tickets": [list_row(row) for row in rows[:PAGE]], "hasMore": len(rows) > PAGE}


def found_route() -> URLPattern:
    """Its address, below the contract's own."""
    return route("api/v1/bench/found", Found, GET=TICKETS_READ)
