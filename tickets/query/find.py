"""The tickets a question is about: one answer for lists, saved views, bulk changes and exports."""

from helpdesk.accounts.actors import Actor
from helpdesk.http.keyset import Position, after
from tickets.models.ticket import TicketQuerySet
from tickets.query.conditions import condition_of
from tickets.query.hits import all_hits, newest_hits
from tickets.query.terms import Query


def find_tickets(actor: Actor, query: Query) -> TicketQuerySet:
    """All of them that the actor may see, in no order. For the newest use ``newest_tickets``, which stops in time.

    Raises Invalid for a name that the workspace has not.
    """
    narrowed = narrow(actor, query)
    return all_hits(narrowed, actor, query.words) if query.words else narrowed


def newest_tickets(actor: Actor, query: Query, *, limit: int, position: Position | None = None) -> TicketQuerySet:
    """The newest ``limit`` of them behind a position, newest first; page by page this comes by all of them.

    Raises Invalid for a name that the workspace has not.
    """
    found = narrow(actor, query)
    if query.words:
        found = newest_hits(found, actor, query.words, position=position, limit=limit)
    return after(found, position).newest_first()[:limit]


def narrow(actor: Actor, query: Query) -> TicketQuerySet:
    """What the filters leave, whatever the words. Spam is only among it when somebody asks for it."""
    found: TicketQuerySet = actor.workspace.tickets.visible_to(actor)
    for one in query.filters:
        found = found.filter(condition_of(actor, one))
    return found if query.asks("is", "spam") else found.filter(is_spam=False)
