"""Who may have a copy of what."""

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.scopes import CUSTOMERS_ERASE, SETTINGS_DATA, TICKETS_EXPORT
from helpdesk.lib.errors import Forbidden
from tickets.models import Export

# Any one of these.
NEEDED = {
    Export.Kind.WORKSPACE: (SETTINGS_DATA,),
    Export.Kind.PERSON: (CUSTOMERS_ERASE, SETTINGS_DATA),
    Export.Kind.TICKETS: (TICKETS_EXPORT,),
}


def require_right(kind: str, actor: Actor) -> None:
    """Raises Forbidden for whoever may not have a copy of this kind of thing."""
    if not any(actor.may(scope) for scope in NEEDED[Export.Kind(kind)]):
        raise Forbidden("Your role does not allow this. Ask an admin of the workspace.")
