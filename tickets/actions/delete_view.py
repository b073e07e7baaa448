"""Take a saved view away."""

from helpdesk.accounts.actors import Actor
from helpdesk.events.unit import current_unit
from tickets.models import SavedView
from tickets.saved_views import lock_view, note_view


def delete_view(view: SavedView, *, actor: Actor) -> None:
    """The list is gone; its tickets are not.

    Raises NotFound for who does not see it, Forbidden for who may only use it.
    """
    current_unit()
    locked = lock_view(view, actor=actor)
    note_view(locked, "view.deleted", actor=actor, before={"name": locked.name, "query": locked.query})
    locked.delete()
