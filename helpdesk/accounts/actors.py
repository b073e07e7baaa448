"""Who acts: the one type that every verb receives, whatever the door."""

import uuid
from dataclasses import dataclass, replace

from helpdesk.accounts.models import ApiKey, Customer, Membership, Workspace
from helpdesk.accounts.scopes import ARTICLES_READ, ROLE_SCOPES, expand, within


@dataclass(frozen=True)
class Actor:
    """``kind`` is member, customer, key or system; ``id`` is that row's id, None for the system and for visitors.

    ``name`` and ``email`` are how a comment of this actor is signed. ``test_mode`` actors live among test data only.
    ``member_id`` is the member whose teams decide which queues are seen: a member itself, the owner of a key.
    ``organisation_id`` is the organisation whose tickets a signed-in customer may read beside their own.
    ``reads_only`` actors change nothing: they came by a link that lets read what somebody else reads.
    """

    kind: str
    id: uuid.UUID | None
    workspace: Workspace
    scopes: frozenset[str]
    name: str
    email: str
    test_mode: bool = False
    member_id: uuid.UUID | None = None
    organisation_id: uuid.UUID | None = None
    reads_only: bool = False

    def may(self, scope: str) -> bool:
        """Whether this kind of thing is allowed at all."""
        return scope in self.scopes

    @property
    def is_staff(self) -> bool:
        """Whether it speaks for the workspace, not as a customer."""
        return self.kind != "customer"


def scopes_of(membership: Membership) -> frozenset[str]:
    """What a member may do."""
    custom = membership.custom_role
    return ROLE_SCOPES[membership.role] if custom is None else expand(custom.permissions)


def member_actor(membership: Membership) -> Actor:
    """A signed-in member; ``membership`` comes with its user, workspace and custom role."""
    return Actor(
        kind="member",
        id=membership.id,
        workspace=membership.workspace,
        scopes=scopes_of(membership),
        name=membership.user.name,
        email=membership.user.email,
        member_id=membership.id,
    )


def customer_actor(customer: Customer, workspace: Workspace) -> Actor:
    """A customer who came through a link, a form or a signed-in portal; may act on own tickets only."""
    return Actor(
        kind="customer",
        id=customer.id,
        workspace=workspace,
        scopes=frozenset(),
        name=customer.name or customer.email,
        email=customer.email,
    )


def signed_in_actor(customer: Customer, workspace: Workspace) -> Actor:
    """A customer who proved to read the mailbox, and so reads what their organisation shares too; ``customer`` comes
    with its organisation."""
    organisation = customer.organisation
    shared = organisation.pk if organisation is not None and organisation.shares_tickets else None
    return replace(customer_actor(customer, workspace), organisation_id=shared)


def visitor_actor(workspace: Workspace) -> Actor:
    """Somebody of whom nothing is known: a customer without a ticket, who reads what is public."""
    return Actor(kind="customer", id=None, workspace=workspace, scopes=frozenset({ARTICLES_READ}), name="", email="")


def key_actor(key: ApiKey) -> Actor:
    """An integration; it signs with its owner's name, or the workspace's where nobody owns it.

    It never may do more than its owner may: whoever is made a viewer does not go on writing through a key.
    """
    owner = key.owner.user if key.owner else None
    scopes = expand(key.scopes)
    return Actor(
        kind="key",
        id=key.id,
        workspace=key.workspace,
        scopes=within(scopes, scopes_of(key.owner)) if key.owner else scopes,
        name=owner.name if owner else key.name,
        email=owner.email if owner else key.workspace.support_email,
        test_mode=key.is_test,
        member_id=key.owner_id,
    )


def system_actor(workspace: Workspace) -> Actor:
    """Rules, clocks and sweeps."""
    return Actor(
        kind="system",
        id=None,
        workspace=workspace,
        scopes=frozenset(),
        name=workspace.name,
        email=workspace.support_email,
    )
