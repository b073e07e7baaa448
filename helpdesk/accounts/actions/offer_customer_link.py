"""Have the link made with which a customer signs in."""

from helpdesk.accounts.actors import system_actor
from helpdesk.accounts.customers.access import may_enter
from helpdesk.accounts.customers.addresses import owner_of
from helpdesk.accounts.customers.kit import record_about
from helpdesk.accounts.models import Workspace
from helpdesk.events.unit import current_unit


def offer_customer_link(workspace: Workspace, *, email: str) -> None:
    """Record that the customer who has this address wants to sign in; the mail with the link follows. Nothing for an
    address that is nobody's, and for somebody who is blocked."""
    current_unit()
    customer = owner_of(workspace, email)
    if customer is not None and may_enter(customer):
        # Anybody may have typed the address: it was not the customer as far as we can know.
        record_about(customer, "customer.link_requested", actor=system_actor(workspace))
