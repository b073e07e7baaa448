"""Change what is known of a customer."""

from collections.abc import Callable, Mapping
from typing import Any

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.customers.access import end_access
from helpdesk.accounts.customers.addresses import claim_address, claim_external_id
from helpdesk.accounts.customers.fields import (
    clean_address,
    clean_external_id,
    clean_language,
    clean_name,
    clean_notes,
)
from helpdesk.accounts.customers.kit import audit_about, check_organisation, lock_customer, record_about
from helpdesk.accounts.models import Customer

CLEANERS: Mapping[str, Callable[[str], str]] = {
    "name": clean_name,
    "email": clean_address,
    "external_id": clean_external_id,
    "language": clean_language,
    "notes": clean_notes,
}


def update_customer(customer: Customer, *, actor: Actor, changes: Mapping[str, Any]) -> Customer:
    """The customer after exactly the named changes: name, email, external_id, language, notes, organisation (a row or
    None); what is not named stays, and repeating it changes nothing.

    A further address may become the first one: then the two change places. Any other former address is let go.
    Raises Invalid naming the field, Conflict when an address or external id is another customer's, NotFound.
    """
    locked = lock_customer(customer, actor=actor)
    wanted = {name: clean(changes[name]) for name, clean in CLEANERS.items() if name in changes}
    if "organisation" in changes:
        check_organisation(actor, changes["organisation"])
        wanted["organisation"] = changes["organisation"]
    fields = [name for name, value in wanted.items() if getattr(locked, name) != value]
    if not fields:
        return locked
    if "email" in fields:
        change_address(locked, wanted["email"])
        audit_about(locked, "customer.address_changed", actor=actor)
    if "external_id" in fields:
        claim_external_id(actor.workspace, wanted["external_id"], for_customer=locked)
    for name in fields:
        setattr(locked, name, wanted[name])
    locked.save(update_fields=fields)
    record_about(locked, "customer.changed", actor=actor, data={"fields": fields})
    return locked


def change_address(customer: Customer, address: str) -> None:
    """Make sure that the address is free or the customer's own further one, which the first one then replaces. Whoever
    reads the former mailbox is signed out of the portal."""
    claim_address(customer.workspace, address, for_customer=customer)
    customer.addresses.filter(email=address).update(email=customer.email)
    end_access(customer)
