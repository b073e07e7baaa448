"""Leave the portal."""

from helpdesk.accounts.actors import customer_actor
from helpdesk.accounts.customers.kit import record_about
from helpdesk.accounts.models import CustomerSession
from helpdesk.events.unit import current_unit


def end_customer_session(session: CustomerSession, *, everywhere: bool = False) -> None:
    """The session opens nothing any more; with ``everywhere`` no other one of the same customer does either. Repeating
    it is harmless."""
    current_unit()
    customer = session.customer
    ended = customer.sessions.all() if everywhere else customer.sessions.filter(pk=session.pk)
    if ended.delete()[0]:
        record_about(customer, "customer.signed_out", actor=customer_actor(customer, customer.workspace))
