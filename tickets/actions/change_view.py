"""Give a saved view another name or other words."""

from helpdesk.accounts.actors import Actor
from helpdesk.events.unit import current_unit
from tickets.models import SavedView
from tickets.saved_views import clean_name, clean_query, lock_view, note_view


def change_view(view: SavedView, *, actor: Actor, name: str, query: str) -> SavedView:
    """The view with this name and these words; nothing happens where they are the same.

    Raises Invalid, NotFound for who does not see it, Forbidden for who may only use it.
    """
    current_unit()
    locked = lock_view(view, actor=actor)
    before = {"name": locked.name, "query": locked.query}
    locked.name, locked.query = clean_name(name), clean_query(query, actor=actor)
    after = {"name": locked.name, "query": locked.query}
    if before != after:
        locked.save(update_fields=["name", "query"])
        note_view(locked, "view.changed", actor=actor, before=before, after=after)
    return locked
