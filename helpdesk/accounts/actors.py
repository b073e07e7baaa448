"""Who acts: the one type that every verb receives, whatever the door."""

import uuid
from dataclasses import dataclass

from helpdesk.accounts.models import ApiKey, Customer, Membership, Workspace
from helpdesk.accounts.scopes import ROLE_SCOPES, expand


@dataclass(frozen=True)
class Actor:
    """``kind`` is member, customer, key or system; ``id`` is that row's id, None for the system.

    ``name`` and ``email`` are how a comment of this actor is signed. ``test_mode`` actors live among test data only.
    """

    kind: str
    id: uuid.UUID | None
    workspace: Workspace
    scopes: frozenset[str]
    name: str
    email: str
    test_mode: bool = False

    def may(self, scope: str) -> bool:
        """Whether this kind of thing is allowed at all."""
        return scope in self.scopes

    @property
    def is_staff(self) -> bool:
        """Whether it speaks for the workspace, not as a customer."""
        return self.kind != "customer"


def member_actor(membership: Membership) -> Actor:
    """A signed-in member; ``membership`` comes with its user and workspace."""
    return Actor(
        kind="member",
        id=membership.id,
        workspace=membership.workspace,
        scopes=ROLE_SCOPES[membership.role],
        name=membership.user.name,
        email=membership.user.email,
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
    """An integration; it signs with its owner's name, or the workspace's where nobody owns it."""
    owner = key.owner.user if key.owner else None
    return Actor(
        kind="key",
        id=key.id,
        workspace=key.workspace,
        scopes=expand(key.scopes),
        name=owner.name if owner else key.name,
        email=owner.email if owner else key.workspace.support_email,
        test_mode=key.is_test,
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
