"""Erase a person."""

from procrastinate.contrib.django import app

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.customers.access import end_access
from helpdesk.accounts.customers.erased import ERASED, unusable_address
from helpdesk.accounts.customers.kit import audit_about, lock_customer, record_about
from helpdesk.accounts.models import Customer
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Conflict, Invalid
from tickets.models import Erasure

TASK = "tickets.erase_person"
QUEUE = "recurring"


def erase_customer(customer: Customer, *, actor: Actor, address: str) -> Erasure:
    """The receipt of the erasure: the person is gone at once, all that was written within the job that starts now.

    It cannot be undone, so ``address`` repeats the customer's address. Repeating it gives the same receipt. Tickets in
    queues that the actor does not see are erased too: the person is the same there.
    Raises Invalid when the address is another, NotFound.
    """
    try:
        locked = lock_customer(customer, actor=actor)
    except Conflict:  # erased before
        return actor.workspace.erasures.get(customer=customer.pk)
    if address.strip().lower() != locked.email:
        raise Invalid(
            "That is not the address of this person", field="address", hint=f"Type {locked.email} to erase it all"
        )
    now = current_unit().now
    erasure = Erasure(
        workspace=actor.workspace,
        customer=locked,
        member_id=actor.id if actor.kind == "member" else None,
        addresses=[locked.email, *locked.addresses.values_list("email", flat=True)],
        counts={"links": locked.magic_links.filter(revoked_at=None).update(revoked_at=now)},
        created_at=now,
    )
    erasure.save(force_insert=True)
    locked.addresses.all().delete()
    end_access(locked)
    # The reason why somebody else's ticket was left as it is may name the person.
    actor.workspace.bulk_rows.filter(problem__contains=locked.display_name).update(problem=ERASED)
    forget(locked)
    audit_about(locked, "customer.erasure_started", actor=actor)
    record_about(locked, "customer.erasure_started", actor=actor)
    start_job(erasure)
    return erasure


def forget(customer: Customer) -> None:
    """Take everything that says who it is off the row, which stays for what refers to it."""
    customer.name, customer.email = ERASED, unusable_address(customer.pk)
    customer.notes = customer.external_id = customer.language = ""
    customer.organisation = None
    customer.erased_at = current_unit().now
    customer.save()


def start_job(erasure: Erasure, *, in_seconds: int = 0) -> None:
    """Enqueue the rest of the work; one erasure is never worked on twice at once."""
    when = {"seconds": in_seconds} if in_seconds else None
    job = app.configure_task(TASK, queue=QUEUE, lock=f"erasure:{erasure.pk}", schedule_in=when)
    job.defer(workspace_id=str(erasure.workspace_id), erasure_id=str(erasure.pk))
