"""What hangs on a customer in this room, so that it can be shown before it is moved or erased."""

from dataclasses import dataclass

from django.db.models import Model, QuerySet

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Customer

MOST_COUNTED = 1000


@dataclass(frozen=True)
class Holdings:
    """How much there is of each; what is over a thousand is given as 1001. ``tickets`` are those the actor sees,
    ``sees_all`` whether these are all."""

    tickets: int
    messages: int
    links: int
    addresses: list[str]
    sees_all: bool


def holdings_of(customer: Customer, *, actor: Actor) -> Holdings:
    """What a merge moves and an erasure erases."""
    tickets = actor.workspace.tickets.filter(requester=customer)
    visible = actor.workspace.tickets.visible_to(actor).filter(requester=customer)
    return Holdings(
        tickets=up_to_most(visible),
        messages=up_to_most(customer.comments.filter(ticket__in=actor.workspace.tickets.visible_to(actor))),
        links=up_to_most(customer.magic_links.filter(revoked_at=None)),
        addresses=list(customer.addresses.order_by("email").values_list("email", flat=True)),
        sees_all=not tickets.exclude(pk__in=visible.values("pk")).exists(),
    )


def up_to_most(rows: QuerySet[Model]) -> int:
    """How many rows, without looking at more than it takes to say that there are many."""
    return len(rows.values_list("pk")[: MOST_COUNTED + 1])
