"""Remove an organisation."""

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import note
from helpdesk.accounts.customers.organisations import facts, lock_organisation
from helpdesk.accounts.models import Organisation


def delete_organisation(organisation: Organisation, *, actor: Actor) -> None:
    """Its customers stay, and belong to none. Raises NotFound."""
    locked = lock_organisation(organisation, actor=actor)
    note("organisation.deleted", actor=actor, row=locked, before=facts(locked))
    locked.delete()
