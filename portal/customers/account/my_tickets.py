"""All of one's requests, and those of one's organisation."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from helpdesk.http.keyset import Position, after, decode
from helpdesk.lib.errors import Invalid
from helpdesk.lib.text import is_storable
from portal.customers.account.page import SignedInPage
from portal.customers.words import ASKER, Reader, State, requester_of, state_of
from portal.errors import status_of
from tickets.actions.request_link import REFERENCE
from tickets.models import Ticket
from tickets.models.ticket import TicketQuerySet
from tickets.status import DONE, UNDONE

PAGE_SIZE = 20
LONGEST_SEARCH = 200
STATES = {"open": UNDONE, "done": DONE}


@dataclass(frozen=True)
class Asked:
    """Which requests are wanted: ``whose`` is own or organisation, ``state`` open, done or empty for both."""

    whose: str
    state: str
    words: str

    def address(self, **other: str) -> str:
        """The query of this list with something else in it."""
        said = {"whose": self.whose if self.whose != "own" else "", "state": self.state, "q": self.words} | other
        return "?" + urlencode({name: text for name, text in said.items() if text})


@dataclass(frozen=True)
class Row:
    """One request as the list shows it; ``asker`` is who asked, as colleagues are told."""

    ticket: Ticket
    state: State
    asker: str


class MyTicketsPage(SignedInPage):
    """Newest first, a page at a time, by position."""

    def get(self, request: HttpRequest, workspace: str) -> HttpResponse:
        """A page of the list."""
        asked = self.read(request.GET)
        try:
            rows = self.rows(asked, request.GET.get("cursor", ""))
        except Invalid as error:
            return self.listed(request, asked, [], status=status_of(error))
        return self.listed(request, asked, rows)

    def read(self, query: QueryDict) -> Asked:
        """What an address asks for; what it cannot mean is left out."""
        state, words = query.get("state", ""), query.get("q", "").strip()[:LONGEST_SEARCH]
        return Asked(
            whose="organisation" if query.get("whose") == "organisation" and self.shares else "own",
            state=state if state in STATES else "",
            words=words if is_storable(words) else "",
        )

    def rows(self, asked: Asked, cursor: str) -> list[Ticket]:
        """One more than a page. Raises Invalid for a cursor that is none of ours."""
        position = decode(cursor) if cursor else None
        found = narrowed(self.tickets(asked), asked)
        return list(after(found, position).newest_first()[: PAGE_SIZE + 1])

    def tickets(self, asked: Asked) -> TicketQuerySet:
        """Whose they are, said once more beside the rule, so that the index of the requester leads to them."""
        visible: TicketQuerySet = self.workspace.tickets.visible_to(self.actor).select_related("requester")
        if asked.whose == "own":
            return visible.filter(requester=self.customer)
        colleagues = self.workspace.customers.filter(organisation=self.actor.organisation_id)
        return visible.filter(requester__in=colleagues.values("pk"))

    def listed(self, request: HttpRequest, asked: Asked, rows: list[Ticket], *, status: int = 200) -> HttpResponse:
        """The page with these requests."""
        page, last = rows[:PAGE_SIZE], rows[PAGE_SIZE - 1] if len(rows) > PAGE_SIZE else None
        return self.shown(
            request,
            "my_tickets",
            status=status,
            tab=asked.whose,
            asked=asked,
            rows=[self.row(ticket) for ticket in page],
            choices=[
                (label, asked.address(state=state), asked.state == state)
                for state, label in (("", _("All")), ("open", _("Open")), ("done", _("Done")))
            ],
            more=asked.address(cursor=Position(last.created_at, last.id).encode()) if last else "",
            is_later="cursor" in request.GET,
        )

    def row(self, ticket: Ticket) -> Row:
        """A request of one's own, or of a colleague."""
        reader = ASKER if ticket.requester_id == self.customer.pk else Reader(False, False, False)
        return Row(ticket, state_of(ticket, reader), requester_of(ticket, self.actor))


def narrowed(tickets: TicketQuerySet, asked: Asked) -> TicketQuerySet:
    """Those in the wanted state that have the words in their subject, or the number typed."""
    if asked.state:
        tickets = tickets.filter(status__in=STATES[asked.state])
    number = REFERENCE.fullmatch(asked.words)
    if number is not None:
        return tickets.filter(number=int(number[1]))
    return tickets.filter(subject__icontains=asked.words) if asked.words else tickets
