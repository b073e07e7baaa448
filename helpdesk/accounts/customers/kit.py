"""What the verbs about customers share: the row locked, an organisation of the same workspace, the logs."""

from collections.abc import Mapping
from typing import Any

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import audit
from helpdesk.accounts.customers.organisations import require_team
from helpdesk.accounts.models import Customer, Organisation
from helpdesk.events.unit import record
from helpdesk.lib.errors import Conflict, Invalid, NotFound


def lock_customer(customer: Customer, *, actor: Actor) -> Customer:
    """The customer as it is now, locked until the unit of work ends.

    Raises Forbidden for a customer as actor, NotFound, and Conflict for somebody who was erased.
    """
    require_team(actor)
    found: Customer | None = actor.workspace.customers.select_for_update().filter(pk=customer.pk).first()
    if found is None:
        raise NotFound("customer")
    if found.erased_at is not None:
        raise Conflict("This person was erased", code="erased", hint="There is nothing left to change")
    found.workspace = actor.workspace
    return found


def check_organisation(actor: Actor, organisation: Organisation | None) -> None:
    """Raises Forbidden for a customer as actor, Invalid for an organisation of another workspace."""
    require_team(actor)
    if organisation is not None and organisation.workspace_id != actor.workspace.id:
        raise Invalid("Invalid organisation", code="choice", field="organisation", hint="Use one of this workspace")


def customer_reference(customer: Customer) -> str:
    """What the audit log calls a customer: it cannot be rewritten, so neither name nor address may stand there."""
    return f"customer {customer.pk.hex[-12:]}"


def audit_about(
    customer: Customer,
    action: str,
    *,
    actor: Actor,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """An entry in the audit log."""
    audit(
        action,
        actor=actor,
        subject_kind="customer",
        subject_id=customer.pk,
        subject_name=customer_reference(customer),
        before=before,
        after=after,
    )


def record_about(customer: Customer, event_type: str, *, actor: Actor, data: Mapping[str, Any] | None = None) -> None:
    """An event about a customer."""
    record(
        event_type,
        workspace_id=customer.workspace_id,
        subject_kind="customer",
        subject_id=customer.pk,
        actor=actor,
        internal=True,
        data=dict(data or {}),
    )
