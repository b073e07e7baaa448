"""Bring two customers together who are one person."""

from django.db.models import F, Func, Value

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.customers.access import end_access
from helpdesk.accounts.customers.kit import audit_about, customer_reference, lock_customer, record_about
from helpdesk.accounts.models import Customer, CustomerAddress
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Invalid

# What a customer who lacks it takes over from the other.
FILLED = ("name", "external_id", "language", "organisation")


def merge_customers(customer: Customer, *, actor: Actor, other: Customer) -> Customer:
    """The customer, to whom everything of ``other`` now belongs: tickets, messages, links, addresses, notes.

    The address of ``other`` becomes a further one; ``other`` itself is gone. Tickets in queues that the actor does not
    see move too: the person is the same there. Both are signed out of the portal: what opened the tickets of one must
    not open those of the other unasked. Raises Invalid for oneself, NotFound, Conflict for an erased one.
    """
    current_unit()
    if customer.pk == other.pk:
        raise Invalid("A customer cannot be merged with itself", field="other", hint="Name another customer")
    # By id, so that two opposite merges do not wait for one another; one of them then finds nobody to merge.
    locked = {one.pk: lock_customer(one, actor=actor) for one in sorted((customer, other), key=lambda one: one.pk)}
    kept, gone = locked[customer.pk], locked[other.pk]
    tickets = move_tickets(kept, gone)
    gone.comments.update(author_customer=kept)
    gone.magic_links.update(customer=kept)
    gone.exports.update(customer=kept)
    gone.addresses.update(customer=kept)
    address, facts = gone.email, {name: getattr(gone, name) for name in FILLED}
    notes = [text for text in (kept.notes, gone.notes) if text]
    reference, merged_id = customer_reference(gone), str(gone.pk)
    gone.delete()  # with its sessions and links
    end_access(kept)
    CustomerAddress(workspace=actor.workspace, customer=kept, email=address).save(force_insert=True)
    kept.notes = "\n\n".join(notes)
    for name in FILLED:
        setattr(kept, name, getattr(kept, name) or facts[name])
    kept.save()
    audit_about(kept, "customer.merged", actor=actor, after={"merged": reference, "tickets": tickets})
    record_about(kept, "customer.merged", actor=actor, data={"merged": merged_id, "tickets": tickets})
    return kept


def move_tickets(kept: Customer, gone: Customer) -> int:
    """The tickets change hands; nobody stays in copy on what is now their own. Returns how many they are."""
    moved: int = gone.tickets.update(
        requester=kept,
        cc_emails=Func(F("cc_emails"), Value(kept.email), function="array_remove"),
        version=F("version") + 1,
        updated_at=current_unit().now,
    )
    return moved
