"""Stop listening to a customer."""

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.customers.access import end_access
from helpdesk.accounts.customers.kit import audit_about, lock_customer, record_about
from helpdesk.accounts.models import Customer


def block_customer(customer: Customer, *, actor: Actor) -> Customer:
    """From now on what this customer sends is kept as spam and nobody answers it; they are signed out of the portal.
    Repeating it changes nothing."""
    locked = lock_customer(customer, actor=actor)
    if not locked.is_blocked:
        locked.is_blocked = True
        locked.save(update_fields=["is_blocked"])
        end_access(locked)
        audit_about(locked, "customer.blocked", actor=actor, before={"is_blocked": False}, after={"is_blocked": True})
        record_about(locked, "customer.blocked", actor=actor)
    return locked
