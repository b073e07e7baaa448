"""Change what is known of an organisation."""

from collections.abc import Mapping
from typing import Any

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import note
from helpdesk.accounts.customers.organisations import CLEANERS, claim_names, facts, gather, lock_organisation
from helpdesk.accounts.models import Organisation


def update_organisation(organisation: Organisation, *, actor: Actor, changes: Mapping[str, Any]) -> Organisation:
    """The organisation after exactly the named changes: name, domains, external_id, notes, shares_tickets.

    Customers of a domain that is added join it, unless they belong somewhere; who belongs to it already stays in it,
    whatever the domains. Repeating it changes nothing. Raises Invalid naming the field at fault, Conflict when name,
    external id or a domain is another organisation's, NotFound.
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
    joined = gather(locked, set(locked.domains) - set(before["domains"]))
    data = {"fields": fields, "joined": joined}
    note("organisation.changed", actor=actor, row=locked, before=before, after=facts(locked), data=data)
    return locked
