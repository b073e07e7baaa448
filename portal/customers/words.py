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


@dataclass(frozen=True)
class Reader:
    """Who reads of a request: ``gets_answers`` is whether ours come to their mailbox too."""

    is_asker: bool = True
    may_write: bool = True
    gets_answers: bool = True


ASKER = Reader()


def state_of(ticket: Ticket, reader: Reader = ASKER) -> State:
    """The status of a ticket in a customer's words, with what happens next for whoever reads it."""
    if ticket.merged_into_id is not None:
        answers = _("Our answers come to your mailbox.") if reader.gets_answers else _("Our answers go to who asked.")
        return State(_("We answer this together with another request"), answers, "done")
    # A word of the workspace's own says for what it waits; that need not be the customer.
    if ticket.snoozed_until is not None or (ticket.status == Status.PENDING and ticket.custom_status_id is not None):
        return State(_("We are working on it"), told(reader), "working")
    if ticket.status == Status.PENDING:
        return waiting(reader)
    if ticket.status == Status.IN_PROGRESS:
        return State(_("We are working on it"), told(reader), "working")
    if ticket.status == Status.RESOLVED:
        title = _("Solved on %(day)s") % {"day": day_of(ticket.resolved_at or ticket.updated_at)}
        again = _("Is something still wrong? Write below, and we look at it again.")
        return State(title, again if reader.may_write else "", "done")
    if ticket.status == Status.CLOSED:
        title = _("Closed on %(day)s") % {"day": day_of(ticket.closed_at or ticket.updated_at)}
        return State(title, _("Write below, and it opens again.") if reader.may_write else "", "done")
    if ticket.first_response_at is None:
        title = _("We have your request") if reader.is_asker else _("We have the request")
        return State(title, told(reader), "working")
    return State(_("It is our turn"), told(reader), "working")


def waiting(reader: Reader) -> State:
    """Where the customer is to answer."""
    if reader.may_write:
        return State(_("We are waiting for your answer"), _("Write below when you can; then we go on."), "waiting")
    if reader.is_asker:
        answer = _("Answer our last mail when you can; then we go on.")
        return State(_("We are waiting for your answer"), answer, "waiting")
    return State(_("We are waiting for an answer"), _("Only who asked can answer; then we go on."), "waiting")


def told(reader: Reader) -> str:
    """How whoever waits for us learns of our answer."""
    if reader.gets_answers:
        return _("Our answer comes to your mailbox and appears here.")
    return _("Our answer appears here.")


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
