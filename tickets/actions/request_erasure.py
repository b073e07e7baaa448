"""Ask the team to erase everything about oneself."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from helpdesk.accounts.actors import Actor, system_actor
from helpdesk.accounts.claims import claim
from helpdesk.accounts.customers.kit import record_about
from helpdesk.accounts.models import Customer
from helpdesk.events.models import Event
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Forbidden
from tickets.actions.add_comment import add_comment
from tickets.actions.create_ticket import create_ticket
from tickets.models import Ticket
from tickets.status import UNDONE

ASKED = "customer.erasure_requested"


def request_erasure(customer: Customer, *, actor: Actor) -> Ticket:
    """The request with which a signed-in customer asks for it: a ticket of theirs, with a note that tells the team
    where to do it. Asked again while that one is not done, it is the same one.

    People do it, not we: a company may have to keep an invoice, and who reads a mailbox for a moment must not be able
    to destroy what somebody needs. Raises Forbidden for everybody but the customer.
    """
    current_unit()
    if actor.kind != "customer" or actor.id != customer.pk:
        raise Forbidden("Everybody asks for themselves")
    claim(actor.workspace.pk, "erasure", str(customer.pk))
    before = open_request(customer)
    if before is not None:
        return before
    with translation.override(actor.workspace.language):
        ticket = create_ticket(
            actor=actor,
            requester=customer,
            subject=_("Please erase my data"),
            body=_("Please erase everything that you keep about me. I asked for it on the portal, signed in by mail."),
            channel=Ticket.Channel.PORTAL,
        )
        note = _("Whoever may erase a person's data does it here, after looking at what must be kept: %(address)s") % {
            "address": f"{settings.BASE_URL}/desk/{actor.workspace.slug}/customers/{customer.pk}/erase"
        }
    add_comment(ticket, actor=system_actor(actor.workspace), body=note, is_internal=True)
    record_about(customer, ASKED, actor=actor, data={"ticket_id": str(ticket.pk)})
    return ticket


def open_request(customer: Customer) -> Ticket | None:
    """The one that somebody made and that is not done."""
    last = Event.objects.filter(subject_id=customer.pk, type=ASKED).order_by("-id").first()
    if last is None:
        return None
    found: Ticket | None = customer.tickets.filter(pk=last.data["ticket_id"], status__in=UNDONE).first()
    return found
