"""What an export of one person holds: file name -> rows, as far as the actor may see them."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Customer
from tickets.exports.attached import listed_files
from tickets.exports.kinds import MAIL_COLUMNS, Rows, whole

PERSON_COLUMNS = ("id", "email", "name", "organisation__name", "external_id", "language", "created_at")


def kinds_of(customer: Customer, actor: Actor) -> Mapping[str, Rows]:
    """Everything kept about a person. What the team wrote among itself stands in files of its own: whether the person
    gets to read these is for people to decide."""
    visible = actor.workspace.tickets.visible_to(actor).values("pk")
    tickets: QuerySet[Any] = actor.workspace.tickets.visible_to(actor).filter(requester=customer)
    theirs = tickets.values("pk")
    said: QuerySet[Any] = actor.workspace.comments.filter(
        Q(ticket__in=theirs) | Q(author_customer=customer), ticket__in=visible
    )
    files = actor.workspace.ticket_files.filter(
        Q(ticket__in=theirs) | Q(comment__author_customer=customer), ticket__in=visible
    )
    addresses = [customer.email, *customer.addresses.values_list("email", flat=True)]
    facts = actor.workspace.customers.filter(pk=customer.pk)
    return {
        "person": facts.values(*PERSON_COLUMNS),
        "addresses": whole(customer.addresses.all()),
        "tickets": whole(tickets),
        "messages": whole(said.filter(is_internal=False)),
        "files": listed_files(files.filter(Q(comment=None) | Q(comment__is_internal=False))),
        "ratings": whole(actor.workspace.feedback.filter(ticket__in=theirs)),
        "mails": actor.workspace.outbound_mail.filter(ticket__in=theirs, to__in=addresses).values(*MAIL_COLUMNS),
        "team_notes_about_the_person": facts.values("notes"),
        "team_notes_on_tickets": whole(said.filter(is_internal=True)),
        "team_files_on_tickets": listed_files(files.filter(comment__is_internal=True)),
    }
