"""How customers get in without a password: links that work once, and the sessions they open.

Of both only digests are stored. Whoever is blocked or erased is let in no more.
"""

import datetime

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from helpdesk.accounts.models import Customer, CustomerLink, CustomerSession, Workspace
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Unauthenticated
from helpdesk.lib.keys import ALPHABET, SECRET_LENGTH, digest_of, random_text

LINK_LIFETIME = datetime.timedelta(hours=1)
SESSION_LIFETIME = datetime.timedelta(days=30)


def make_customer_link(customer: Customer) -> str:
    """The address of the page where the customer signs in, with a fresh token: good for an hour, once."""
    token, now = random_text(SECRET_LENGTH), current_unit().now
    link = CustomerLink(
        workspace=customer.workspace,
        customer=customer,
        digest=digest_of(token),
        created_at=now,
        expires_at=now + LINK_LIFETIME,
    )
    link.save(force_insert=True)
    return f"{settings.BASE_URL}/portal/{customer.workspace.slug}/sign-in/open?t={token}"


def find_link(workspace: Workspace, token: str) -> CustomerLink:
    """The link of a token, if it still counts; nothing is used up. Raises Unauthenticated (code ``link_expired`` for
    one that was used, or whose time is over)."""
    found: CustomerLink | None = None
    if could_be_ours(token):
        found = workspace.customer_links.select_related("customer").filter(digest=digest_of(token)).first()
    if found is None or not may_enter(found.customer):
        raise Unauthenticated
    if found.used_at is not None or found.expires_at <= timezone.now():
        raise Unauthenticated(code="link_expired")
    return found


def find_session(workspace: Workspace, token: str) -> CustomerSession:
    """The session of a cookie, with its customer and their organisation. Raises Unauthenticated."""
    found: CustomerSession | None = None
    if could_be_ours(token):
        sessions: QuerySet[CustomerSession] = workspace.customer_sessions.select_related("customer__organisation")
        found = sessions.filter(digest=digest_of(token), expires_at__gt=timezone.now()).first()
    if found is None or not may_enter(found.customer):
        raise Unauthenticated
    found.customer.workspace = workspace
    return found


def may_enter(customer: Customer) -> bool:
    """Whether somebody is let in at all."""
    return not customer.is_blocked and customer.erased_at is None


def could_be_ours(token: str) -> bool:
    """Whether a token is spelled as ours are; anything else need not be looked for."""
    return len(token) == SECRET_LENGTH and set(token) <= set(ALPHABET)


def end_access(customer: Customer) -> None:
    """End every session of somebody, and make every link on its way worthless."""
    customer.sessions.all().delete()
    customer.links.all().delete()


def forget_old_access() -> None:
    """Drop the links and sessions whose time is over."""
    now = timezone.now()
    for model in (CustomerLink, CustomerSession):
        model.objects.across_workspaces("links and sessions grow old in every workspace alike").filter(
            expires_at__lt=now
        ).delete()
