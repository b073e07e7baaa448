"""Who is in copy on a ticket, as a colleague of the requester may change it: oneself and nobody else."""

from helpdesk.accounts.actors import Actor, system_actor
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Forbidden, NotFound
from tickets.actions.kit import keep_revision, lock_ticket, save_change
from tickets.fields import clean_cc
from tickets.models import Ticket


def lock_shared(ticket: Ticket, *, actor: Actor) -> Ticket:
    """A ticket that somebody else of the acting customer's organisation asked for, locked.

    Raises NotFound for one that the customer does not see, Forbidden for their own and for the team.
    """
    current_unit()
    locked = lock_ticket(ticket, actor=system_actor(actor.workspace))
    if actor.is_staff or locked.requester_id == actor.id:
        raise Forbidden("This is for colleagues of whoever asked")
    if not actor.workspace.tickets.visible_to(actor).filter(pk=locked.pk).exists():
        raise NotFound("ticket")
    return locked


def save_copies(ticket: Ticket, emails: list[str], *, actor: Actor) -> Ticket:
    """The locked ticket with these addresses in copy. Raises Invalid for too many."""
    after = clean_cc(emails, requester=ticket.requester.email)
    if set(after) == set(ticket.cc_emails):
        return ticket
    revision = keep_revision(ticket, "cc_emails", ticket.cc_emails, after)
    ticket.cc_emails = after
    data = {"field": "cc_emails", "revision": revision}
    save_change(ticket, "ticket.cc_changed", actor=actor, fields=["cc_emails"], data=data, internal=True)
    return ticket
