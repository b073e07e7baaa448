"""Links that open one ticket: made for mails, read at the portal's door.

A token names link, ticket and purpose and is signed with the workspace's key. The link's row decides whether it still
counts, so that one can be revoked. The token itself is stored nowhere.
"""

import datetime
import uuid
from dataclasses import dataclass, replace

from django.conf import settings
from django.utils import timezone

from helpdesk.accounts.actors import Actor, customer_actor
from helpdesk.accounts.models import Customer, SigningKey, Workspace
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Unauthenticated
from helpdesk.lib.sealed import Sealer
from helpdesk.lib.signing import BadToken, key_id_of, mint, verify
from tickets.merged import destination_of
from tickets.models import MagicLink, Ticket

LIFETIME = datetime.timedelta(days=30)


@dataclass(frozen=True)
class OpenedLink:
    """What a good token opens: ``ticket`` is another than the link's own where that was merged into one of the same
    customer."""

    link: MagicLink
    ticket: Ticket
    actor: Actor


def make_link(ticket: Ticket, *, customer: Customer, purpose: str = MagicLink.Purpose.TRACKING, named: str = "") -> str:
    """The address of the ticket's page with a fresh token, valid 30 days; it names the ticket by its reference, or by
    ``named``."""
    return new_link(ticket, customer=customer, purpose=purpose, named=named)[1]


def new_link(ticket: Ticket, *, customer: Customer, purpose: str, named: str = "") -> tuple[MagicLink, str]:
    """The same with the row that decides whether it still counts."""
    now = current_unit().now
    link = MagicLink(
        workspace=ticket.workspace,
        ticket=ticket,
        customer=customer,
        purpose=purpose,
        created_at=now,
        expires_at=now + LIFETIME,
    )
    link.save(force_insert=True)
    return link, f"{page_address(ticket, named)}?t={token_of(link)}"


def page_address(ticket: Ticket, named: str = "") -> str:
    """Where the customer sees the ticket. A link leads there by the ticket's id (``tkt_…``) too."""
    return f"{settings.BASE_URL}/portal/{ticket.workspace.slug}/tickets/{named or ticket.reference}"


def token_of(link: MagicLink) -> str:
    """Sign a link with the workspace's newest key in use."""
    key = link.workspace.signing_keys.filter(retired_at=None).latest("created_at")
    claims = {"jti": link.pk.hex, "sub": link.ticket_id.hex, "purpose": link.purpose}
    return mint(claims, secret=open_key(key), key_id=key.pk, expires_at=link.expires_at)


def open_key(key: SigningKey) -> bytes:
    """The secret of a signing key."""
    return Sealer(settings.SECRETS_KEYS).open(bytes(key.sealed), purpose=f"signing:{key.pk}")


def open_anywhere(token: str) -> OpenedLink:
    """The same where nothing but the token says which workspace is meant. Raises Unauthenticated."""
    try:
        key_id = key_id_of(token)
    except BadToken as error:
        raise Unauthenticated from error
    keys = SigningKey.objects.across_workspaces("a token names the key that signed it, and that its workspace")
    key = keys.select_related("workspace").filter(pk=key_id).first()
    if key is None:
        raise Unauthenticated
    return open_link(token, workspace=key.workspace)


def open_link(token: str, *, workspace: Workspace) -> OpenedLink:
    """The ticket a token opens and the customer who holds it. Raises Unauthenticated (code ``link_expired`` when it
    once was good) for everything else: altered, revoked, or of another workspace."""
    try:
        key = workspace.signing_keys.filter(pk=key_id_of(token)).first()
        if key is None:
            raise BadToken
        claims = verify(token, secret=open_key(key))
        link_id = uuid.UUID(hex=claims["jti"])
    except BadToken as error:
        raise Unauthenticated(code="link_expired" if error.expired else "") from error
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise Unauthenticated from error
    link = workspace.magic_links.select_related("ticket__requester", "customer").filter(pk=link_id).first()
    if (
        link is None
        or link.revoked_at
        or link.ticket_id.hex != claims.get("sub")
        or link.purpose != claims.get("purpose")
    ):
        raise Unauthenticated
    if link.expires_at + datetime.timedelta(seconds=60) < timezone.now():
        raise Unauthenticated(code="link_expired")
    link.ticket.workspace = workspace
    actor = customer_actor(link.customer, workspace)
    if link.purpose == MagicLink.Purpose.SHARE:
        # What was shared is this conversation, not the one into which it was merged later.
        return OpenedLink(link=link, ticket=link.ticket, actor=replace(actor, reads_only=True))
    destination = destination_of(link.ticket)
    ticket = destination if destination.requester_id == link.customer_id else link.ticket
    return OpenedLink(link=link, ticket=ticket, actor=actor)
