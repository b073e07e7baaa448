"""Change what is known of an organisation."""

from collections.abc import Mapping
from typing import Any

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Organisation
from helpdesk.accounts.organisations import CLEANERS, claim_names, facts, lock_organisation, note


def update_organisation(organisation: Organisation, *, actor: Actor, changes: Mapping[str, Any]) -> Organisation:
    """The organisation after exactly the named changes: name, domains, external_id, notes, shares_tickets.

    Who belongs to it already stays in it, whatever the domains. Repeating it changes nothing. Raises Invalid naming
    the field at fault, Conflict when name, external id or a domain is another organisation's, NotFound.
    """
    locked = lock_organisation(organisation, actor=actor)
    wanted = {name: clean(changes[name]) for name, clean in CLEANERS.items() if name in changes}
    fields = [name for name, value in wanted.items() if getattr(locked, name) != value]
    if not fields:
        return locked
    claim_names(actor, {name: wanted[name] for name in fields}, besides=locked)
    before = facts(locked)
    for name in fields:
        setattr(locked, name, wanted[name])
    locked.save(update_fields=fields)
    note(locked, "organisation.changed", actor=actor, before=before, after=facts(locked), data={"fields": fields})
    return locked
