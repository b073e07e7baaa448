"""How things of ours are told to a customer."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from helpdesk.accounts.actors import Actor
from tickets.models import Comment, Ticket
from tickets.status import Status

SHOWN_OF_ADDRESS = 2


@dataclass(frozen=True)
class State:
    """Where a request stands: ``tone`` picks the colour (working, waiting, done)."""

    title: str
    next: str
    tone: str


def state_of(ticket: Ticket) -> State:
    """The status of a ticket in a customer's words, with what happens next."""
    if ticket.merged_into_id is not None:
        title = _("We answer this together with another request")
        return State(title, _("Our answers come to your mailbox."), "done")
    # A word of the workspace's own says for what it waits; that need not be the customer.
    if ticket.snoozed_until is not None or (ticket.status == Status.PENDING and ticket.custom_status_id is not None):
        return State(_("We are working on it"), told_by_mail(), "working")
    if ticket.status == Status.PENDING:
        return State(_("We are waiting for your answer"), _("Write below when you can; then we go on."), "waiting")
    if ticket.status == Status.IN_PROGRESS:
        return State(_("We are working on it"), told_by_mail(), "working")
    if ticket.status == Status.RESOLVED:
        title = _("Solved on %(day)s") % {"day": day_of(ticket.resolved_at or ticket.updated_at)}
        return State(title, _("Is something still wrong? Write below, and we look at it again."), "done")
    if ticket.status == Status.CLOSED:
        title = _("Closed on %(day)s") % {"day": day_of(ticket.closed_at or ticket.updated_at)}
        return State(title, _("Write below, and it opens again."), "done")
    if ticket.first_response_at is None:
        return State(_("We have your request"), told_by_mail(), "working")
    return State(_("It is our turn"), told_by_mail(), "working")


def told_by_mail() -> str:
    """What a customer who waits can expect."""
    return _("Our answer comes to your mailbox and appears here.")


def day_of(moment: object) -> str:
    """A day in the zone and language of the workspace."""
    return date_format(localtime(moment), _("j F Y"))  # type: ignore[arg-type]


def masked(email: str) -> str:
    """Enough of an address to recognise one's own: ``ca…@customer.example``."""
    local, _at, domain = email.partition("@")
    return f"{local[: min(SHOWN_OF_ADDRESS, len(local) - 1)]}…@{domain}"


def requester_of(ticket: Ticket, actor: Actor) -> str:
    """Who asked, as the reader is told."""
    is_reader = ticket.requester_id == actor.id and not actor.reads_only
    return _("You") if is_reader else shown_name(ticket.requester.display_name)


def shown_name(name: str) -> str:
    """A customer's name as other people may read it: an address that stands in its place is not given away."""
    return masked(name) if "@" in name else name


def author_of(comment: Comment, actor: Actor) -> str:
    """Who wrote a message, never by e-mail address."""
    if comment.author_kind == "customer" and comment.author_customer_id == actor.id and not actor.reads_only:
        return _("You")
    if comment.author_kind == "customer":
        return shown_name(comment.author_name)
    name = comment.author_name
    return name if name and "@" not in name else actor.workspace.brand_name or actor.workspace.name
