"""Listen to a customer again."""

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.customers.kit import audit_about, lock_customer, record_about
from helpdesk.accounts.models import Customer


def unblock_customer(customer: Customer, *, actor: Actor) -> Customer:
    """What this customer sends from now on is a request like any other. Repeating it changes nothing."""
    locked = lock_customer(customer, actor=actor)
    if locked.is_blocked:
        locked.is_blocked = False
        locked.save(update_fields=["is_blocked"])
        audit_about(locked, "customer.unblocked", actor=actor, before={"is_blocked": True}, after={"is_blocked": False})
        record_about(locked, "customer.unblocked", actor=actor)
    return locked
