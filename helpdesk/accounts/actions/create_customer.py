"""Take down a customer by hand."""

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.customers.addresses import claim_address, claim_external_id, organisation_at
from helpdesk.accounts.customers.fields import (
    clean_address,
    clean_external_id,
    clean_language,
    clean_name,
    clean_notes,
)
from helpdesk.accounts.customers.kit import check_organisation, record_about
from helpdesk.accounts.models import Customer, Organisation
from helpdesk.events.unit import current_unit


def create_customer(
    *,
    actor: Actor,
    email: str,
    name: str = "",
    external_id: str = "",
    language: str = "",
    notes: str = "",
    organisation: Organisation | None = None,
) -> Customer:
    """A new customer; without an organisation it joins the one that has the domain of its address.

    Raises Invalid naming the field at fault, Conflict when the address or the external id is another customer's.
    """
    current_unit()
    workspace = actor.workspace
    check_organisation(actor, organisation)
    address, foreign = clean_address(email), clean_external_id(external_id)
    claim_address(workspace, address)
    claim_external_id(workspace, foreign)
    customer = Customer(
        workspace=workspace,
        email=address,
        name=clean_name(name),
        external_id=foreign,
        language=clean_language(language),
        notes=clean_notes(notes),
        organisation=organisation or organisation_at(workspace, address),
    )
    customer.save(force_insert=True)
    record_about(customer, "customer.created", actor=actor)
    return customer
