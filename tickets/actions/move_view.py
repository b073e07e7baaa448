"""Change the order of saved views."""

from typing import Literal

from helpdesk.accounts.actors import Actor
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Invalid
from tickets.models import SavedView
from tickets.saved_views import beside, lock_view, note_view


def move_view(view: SavedView, *, actor: Actor, to: Literal["up", "down"]) -> SavedView:
    """The view one place higher or lower among those of the same owner; at the end of the list it stays.

    Raises Invalid for another direction, NotFound for who does not see it, Forbidden for who may only use it.
    """
    current_unit()
    locked = lock_view(view, actor=actor)
    if to not in ("up", "down"):
        raise Invalid("Invalid direction", code="choice", field="to", hint="Use up or down")
    order = list(beside(locked).select_for_update())
    place = next(number for number, one in enumerate(order) if one.pk == locked.pk)
    other = place - 1 if to == "up" else place + 1
    if not 0 <= other < len(order):
        return locked
    order[place], order[other] = order[other], order[place]
    for position, one in enumerate(order):
        if one.position != position:
            one.position = position
            one.save(update_fields=["position"])
    note_view(locked, "view.moved", actor=actor)
    return order[other]
