"""What customers get who download their own data: file name -> rows, without what the team keeps for itself."""

from collections.abc import Mapping

from django.db.models import F, Q
from django.db.models.fields.json import KeyTransform

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Customer
from tickets.exports.attached import listed_files
from tickets.exports.kinds import MAIL_COLUMNS, Rows
from tickets.exports.person import PERSON_COLUMNS

TICKET_COLUMNS = (
    "id", "number", "subject", "body", "body_format", "channel", "status", "cc_emails", "created_at", "updated_at",
    "resolved_at", "closed_at",
)  # fmt: skip
MESSAGE_COLUMNS = ("id", "ticket_id", "author_kind", "author_name", "body", "body_format", "created_at")
RATING_COLUMNS = ("ticket_id", "score", "comment", "created_at", "updated_at")


def own_kinds(customer: Customer, actor: Actor) -> Mapping[str, Rows]:
    """The person, their tickets with what was said to them, their ratings, and which mails they got."""
    tickets = actor.workspace.tickets.visible_to(actor).filter(requester=customer)
    theirs = tickets.values("pk")
    addresses = [customer.email, *customer.addresses.values_list("email", flat=True)]
    said = actor.workspace.comments.visible_to(actor)
    shown = actor.workspace.custom_fields.filter(is_visible_to_customers=True).values_list("key", flat=True)
    fields = {f"field_{key}": KeyTransform(key, "custom") for key in shown}
    return {
        "person": actor.workspace.customers.filter(pk=customer.pk).values(*PERSON_COLUMNS),
        "addresses": customer.addresses.values("email"),
        "requests": tickets.values(*TICKET_COLUMNS, **fields),
        "messages": said.filter(ticket__in=theirs).values(*MESSAGE_COLUMNS),
        "ratings": actor.workspace.feedback.filter(ticket__in=theirs).values(*RATING_COLUMNS),
        "mails": actor.workspace.outbound_mail.filter(ticket__in=theirs, to__in=addresses).values(*MAIL_COLUMNS),
    }


def own_files(customer: Customer, actor: Actor) -> Rows:
    """The files of their tickets, but those of notes, and under which ``key`` the store has each."""
    theirs = actor.workspace.tickets.visible_to(actor).filter(requester=customer).values("pk")
    said = Q(comment=None) | Q(comment__in=actor.workspace.comments.visible_to(actor).values("pk"))
    return listed_files(actor.workspace.ticket_files.filter(said, ticket__in=theirs)).annotate(key=F("file__key"))
