"""Users as persons, who may be known to several workspaces."""

from collections.abc import Mapping
from typing import Any

from helpdesk.accounts.actors import member_actor, system_actor
from helpdesk.accounts.audit import audit
from helpdesk.accounts.models import Membership, User
from helpdesk.events.unit import record


def known_or_new(*, email: str, name: str, password: str | None) -> tuple[User, bool]:
    """The user of a clean address, and whether they are new. A person already known keeps name and password: one
    workspace must not change them for another. Two first invitations of one person may be accepted together."""
    known = User.objects.filter(email=email).first()
    if known is not None:
        return known, False
    made = User.objects.make(email=email, name=name, password=password)
    User.objects.bulk_create([made], ignore_conflicts=True)
    found = User.objects.get(email=email)
    return found, found.pk == made.pk


def places_of(user: User) -> list[Membership]:
    """Where somebody works, the oldest place first."""
    places = Membership.objects.across_workspaces("what happens to a person's sign-in concerns each place of work")
    return list(
        places.filter(user=user, is_active=True)
        .select_related("user", "workspace", "custom_role")
        .order_by("created_at", "id")
    )


def audit_person(
    action: str,
    user: User,
    *,
    by_themselves: bool = True,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """An entry in the audit log of each place where somebody works. Where it may have been anybody, the workspace
    stands as who did it, and only the address tells."""
    for place in places_of(user):
        audit(
            action,
            actor=member_actor(place) if by_themselves else system_actor(place.workspace),
            subject_kind="member",
            subject_id=place.pk,
            subject_name=user.name,
            before=before,
            after=after,
        )


def record_person(event_type: str, user: User, *, data: dict[str, Any] | None = None) -> None:
    """Record what happened to somebody's sign-in, once, in the log of the place whose name stands under the mail about
    it. Somebody who works nowhere gets none."""
    place = next(iter(places_of(user)), None)
    if place is not None:
        record(
            event_type,
            workspace_id=place.workspace_id,
            subject_kind="member",
            subject_id=place.pk,
            actor=member_actor(place),
            internal=True,
            data=data,
        )
