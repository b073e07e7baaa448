"""Which tickets a change of many is about: those that were ticked, a whole list, or a whole queue."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.translation import gettext as _

from helpdesk.accounts.actors import Actor
from helpdesk.http.keyset import Position, after
from helpdesk.lib.errors import Invalid
from tickets.models import Ticket
from tickets.models.ticket import TicketQuerySet
from tickets.query.find import find_tickets, newest_tickets
from tickets.query.parse import parse
from tickets.query.spell import spell
from tickets.query.terms import Filter, Query

MOST_TICKED = 100
NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)


@dataclass(frozen=True)
class Selection:
    """``fields`` say in a form or an address what is meant; ``words`` are the list as somebody would type it, empty for
    tickets that were ticked."""

    tickets: TicketQuerySet
    fields: Sequence[tuple[str, str]] = ()
    words: str = ""
    query: Query = field(default_factory=Query)

    def page(self, actor: Actor, position: Position | None, *, limit: int) -> list[Ticket]:
        """Up to so many of them behind a position, newest first."""
        if self.query.words:
            return list(newest_tickets(actor, self.query, limit=limit, position=position))
        return list(after(self.tickets, position).newest_first()[:limit])

    def count(self, most: int) -> int:
        """How many they are, up to one more than ``most``: further nobody counts."""
        found: int = self.tickets.order_by()[: most + 1].count()
        return found


def read_selection(actor: Actor, asked: QueryDict) -> Selection:
    """What an address or a form means. Raises Invalid."""
    if asked.get("from_queue"):
        return whole_queue(actor, asked.get("from_queue", ""))
    if asked.get("all"):
        return whole_list(actor, asked.get("words", ""))
    return ticked(actor, asked)


def whole_list(actor: Actor, words: str) -> Selection:
    """Everything that a search finds."""
    try:
        query = parse(words)
        tickets = find_tickets(actor, query)
    except Invalid as error:  # there is no search box here beside which it could stand
        raise Invalid(error.message, code=error.code, field="words", hint=error.hint) from error
    return Selection(tickets, (("all", "1"), ("words", words)), words, query)


def whole_queue(actor: Actor, text: str) -> Selection:
    """Every ticket of a queue that the member sees, also spam."""
    queues = actor.workspace.queues.visible_to(actor)
    queue = queues.filter(pk=int(text)).first() if NUMBER.fullmatch(text) else None
    if queue is None:
        raise Invalid(_("There is no such queue"), code="choice", field="from_queue")
    tickets = actor.workspace.tickets.visible_to(actor).filter(queue=queue)
    words = spell(Query(filters=(Filter("queue", (queue.name,)),)))
    return Selection(tickets, (("from_queue", str(queue.pk)),), words)


def ticked(actor: Actor, asked: QueryDict) -> Selection:
    """The tickets of these numbers; those that the member does not see are not among them."""
    numbers = dict.fromkeys(asked.getlist("ticket"))
    if not numbers:
        hint = _("Tick some in the list, or choose all of it")
        raise Invalid(_("No ticket is chosen"), code="required", field="ticket", hint=hint)
    if len(numbers) > MOST_TICKED or not all(NUMBER.fullmatch(number) for number in numbers):
        hint = _("Tick up to %d in the list, or choose all of it") % MOST_TICKED
        raise Invalid(_("These are no tickets"), field="ticket", hint=hint)
    tickets = actor.workspace.tickets.visible_to(actor).filter(number__in=[int(number) for number in numbers])
    # The words of the list go along, for the way back to it.
    return Selection(tickets, [*(("ticket", number) for number in numbers), ("words", asked.get("words", ""))])
