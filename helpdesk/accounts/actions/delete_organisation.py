"""Remove an organisation."""

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Organisation
from helpdesk.accounts.organisations import facts, lock_organisation, note


def delete_organisation(organisation: Organisation, *, actor: Actor) -> None:
    """Its customers stay, and belong to none. Raises NotFound."""
    locked = lock_organisation(organisation, actor=actor)
    note(locked, "organisation.deleted", actor=actor, before=facts(locked))
    locked.delete()
