"""Who acts: the one type that every verb receives, whatever the door."""

import uuid
from dataclasses import dataclass

from helpdesk.accounts.models import ApiKey, Customer, Membership, Workspace
from helpdesk.accounts.scopes import ROLE_SCOPES, expand, within


@dataclass(frozen=True)
class Actor:
    """``kind`` is member, customer, key or system; ``id`` is that row's id, None for the system.

    ``name`` and ``email`` are how a comment of this actor is signed. ``test_mode`` actors live among test data only.
    ``member_id`` is the member whose teams decide which queues are seen: a member itself, the owner of a key.
    """

    kind: str
    id: uuid.UUID | None
    workspace: Workspace
    scopes: frozenset[str]
    name: str
    email: str
    test_mode: bool = False
    member_id: uuid.UUID | None = None

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
