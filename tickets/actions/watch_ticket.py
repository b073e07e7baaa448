"""Follow a ticket without having it."""

from helpdesk.accounts.actors import Actor, member_actor, scopes_of
from helpdesk.accounts.models import Membership
from helpdesk.accounts.scopes import TICKETS_READ, TICKETS_WRITE
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Conflict, Forbidden, Invalid
from tickets.actions.kit import lock_ticket, record_on, require_staff
from tickets.models import Ticket, Watcher

MOST_WATCHERS = 50


def watch_ticket(ticket: Ticket, *, actor: Actor, member: Membership) -> Ticket:
    """The ticket, followed by ``member``: the actor or a colleague; repeating it changes nothing.

    Raises Invalid for somebody who does not see the ticket, Forbidden for naming a colleague without the permission to
    write, Conflict for too many.
    """
    require_may_name(actor, member)
    locked = lock_ticket(ticket, actor=actor)
    if not may_see(member, locked):
        raise Invalid("Invalid watcher", field="member", hint="Choose an active member who sees this ticket")
    if locked.watchers.filter(member=member).exists():
        return locked
    if locked.watchers.count() >= MOST_WATCHERS:
        raise Conflict(f"This ticket has {MOST_WATCHERS} watchers already", code="too_many_watchers", field="member")
    watcher = Watcher(workspace=actor.workspace, ticket=locked, member=member, created_at=current_unit().now)
    watcher.save(force_insert=True)
    record_on(locked, "ticket.watched", actor=actor, data={"member_id": str(member.pk)}, internal=True)
    return locked


def require_may_name(actor: Actor, member: Membership) -> None:
    """Everybody may follow for himself. Raises Forbidden for whoever may not decide it for others."""
    require_staff(actor)
    if actor.kind != "system" and actor.member_id != member.pk and not actor.may(TICKETS_WRITE):
        raise Forbidden("Your role does not allow this")


def may_see(member: Membership, ticket: Ticket) -> bool:
    """Whether somebody is here and sees this ticket."""
    if member.workspace_id != ticket.workspace_id or not (member.is_active and member.user.is_active):
        return False
    seen = ticket.workspace.tickets.visible_to(member_actor(member)).filter(pk=ticket.pk, is_test=False)
    return TICKETS_READ in scopes_of(member) and seen.exists()
