"""Whose an address is: a customer's own, or a further one left from a merge. Nobody shares one."""

from helpdesk.accounts.claims import claim
from helpdesk.accounts.customers.mail_domains import domain_of
from helpdesk.accounts.models import Customer, Organisation, Workspace
from helpdesk.lib.errors import Conflict


def owner_of(workspace: Workspace, address: str) -> Customer | None:
    """The customer who has a clean address, whichever of theirs it is."""
    found: Customer | None = workspace.customers.filter(email=address).first()
    return found or owner_of_further(workspace, address)


def owner_of_further(workspace: Workspace, address: str) -> Customer | None:
    """The customer who has it as a further address."""
    further = workspace.customer_addresses.filter(email=address).values("customer")
    found: Customer | None = workspace.customers.filter(pk__in=further).first()
    return found


def claim_address(workspace: Workspace, address: str, *, for_customer: Customer | None = None) -> None:
    """Make sure that nobody else has an address or gets it meanwhile. Raises Conflict."""
    claim(workspace.pk, "address", address)
    owner = owner_of(workspace, address)
    if owner is not None and (for_customer is None or owner.pk != for_customer.pk):
        raise Conflict(
            "Another customer has this address", code="taken", field="email", hint="Open that customer, or merge both"
        )


def claim_external_id(workspace: Workspace, external_id: str, *, for_customer: Customer | None = None) -> None:
    """The same for the id of another system; an empty one is nobody's."""
    if not external_id:
        return
    claim(workspace.pk, "customer", external_id)
    owner = workspace.customers.filter(external_id=external_id).first()
    if owner is not None and (for_customer is None or owner.pk != for_customer.pk):
        raise Conflict(
            "Another customer has this external id", code="taken", field="external_id", hint="Use the id of this person"
        )


def organisation_at(workspace: Workspace, address: str) -> Organisation | None:
    """The organisation to which the domain of a clean address belongs."""
    found: Organisation | None = workspace.organisations.filter(domains__contains=[domain_of(address)]).first()
    return found
