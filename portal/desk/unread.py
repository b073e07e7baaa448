"""The number beside the inbox, on every page of the desk."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Func, IntegerField

from helpdesk.accounts.actors import Actor
from tickets.notices.inbox import inbox_of

MOST_SHOWN = 99


def unread(actor: Actor) -> Func:
    """How many notices the actor has not read, as a column of any query; no more are looked at than are shown."""
    some = inbox_of(actor).filter(read_at=None).values("pk")[: MOST_SHOWN + 1]
    return Func(ArraySubquery(some), function="CARDINALITY", output_field=IntegerField())


def number_of_unread(count: int) -> str:
    """``3``, ``99+``; nothing where there is nothing."""
    return f"{MOST_SHOWN}+" if count > MOST_SHOWN else str(count or "")
