"""Sign in to the portal by a mailed link."""

from dataclasses import dataclass

from helpdesk.accounts.actors import customer_actor
from helpdesk.accounts.customers.access import SESSION_LIFETIME, find_link, may_enter
from helpdesk.accounts.customers.kit import record_about
from helpdesk.accounts.models import Customer, CustomerSession, Workspace
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Unauthenticated
from helpdesk.lib.keys import SECRET_LENGTH, digest_of, random_text


@dataclass(frozen=True)
class SignedIn:
    """A session just opened. ``token`` goes into the cookie and is stored nowhere."""

    row: CustomerSession
    token: str


def use_customer_link(workspace: Workspace, *, token: str, browser: str = "") -> SignedIn:
    """A session of 30 days for the customer whom the link was mailed to; with it every other link on its way to them
    is used up. Of two who use a link at once one gets in.

    Raises Unauthenticated (code ``link_expired``) for a link that was used or has expired, plainly for none of ours.
    """
    now = current_unit().now
    link = find_link(workspace, token)
    # The customer first: whoever blocks, merges or erases them holds this row before the links.
    customers = workspace.customers.select_for_update(no_key=True)
    customer: Customer | None = customers.filter(pk=link.customer_id).first()
    if customer is None or not may_enter(customer):
        raise Unauthenticated
    if not customer.links.filter(pk=link.pk, used_at=None, expires_at__gt=now).update(used_at=now):
        raise Unauthenticated(code="link_expired")
    customer.links.filter(used_at=None).update(used_at=now)
    cookie = random_text(SECRET_LENGTH)
    session = CustomerSession(
        workspace=workspace,
        customer=customer,
        digest=digest_of(cookie),
        browser=browser,
        created_at=now,
        expires_at=now + SESSION_LIFETIME,
    )
    session.save(force_insert=True)
    record_about(customer, "customer.signed_in", actor=customer_actor(customer, workspace))
    return SignedIn(row=session, token=cookie)
