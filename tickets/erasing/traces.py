"""What is left of a person beside the own tickets: messages and copies on others' tickets, mails, searches, exports."""

import datetime
import uuid
from collections.abc import Iterable

from django.db.models import CharField, F, Func, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat, Replace

from helpdesk.accounts.customers.erased import DOMAIN, ERASED
from helpdesk.accounts.models import Customer, Workspace
from tickets.erasing.mails import erase_mails
from tickets.exports.files import remove_file
from tickets.models import Export, Notice, OutboundMail, Ticket
from tickets.search import index_ticket


def erase_messages(customer: Customer, ids: Iterable[uuid.UUID]) -> int:
    """The person's own words on some locked tickets of others, in the list, the index and the mails that quote them.

    Returns how many messages. Mails that still wait to go out to others are left to go.
    """
    workspace, ids = customer.workspace, list(ids)
    gone = (
        customer.comments.filter(ticket__in=ids)
        .exclude(body=ERASED)
        .update(body=ERASED, body_format=Ticket.TextFormat.PLAIN, author_name=ERASED, author_email=customer.email)
    )
    newest = workspace.comments.filter(ticket=OuterRef("pk"), is_internal=False).order_by("-created_at", "-id")
    said_last = workspace.tickets.annotate(last_author=Subquery(newest.values("author_customer")[:1]))
    workspace.tickets.filter(pk__in=said_last.filter(pk__in=ids, last_author=customer.pk).values("pk")).update(
        last_message=ERASED
    )
    workspace.tickets.filter(pk__in=ids).update(version=F("version") + 1)
    for ticket_id in ids:
        index_ticket(ticket_id, workspace.pk)
    return gone


def mails_quoting(customer: Customer, *, until: datetime.datetime) -> QuerySet[OutboundMail]:
    """Mails that have the person's words in them although they are about others' tickets, or about many."""
    workspace = customer.workspace
    spoken_on = customer.comments.exclude(ticket__requester=customer).values("ticket")
    digests = Q(ticket=None, kind=OutboundMail.Kind.DIGEST)
    found: QuerySet[OutboundMail] = workspace.outbound_mail.filter(Q(ticket__in=spoken_on) | digests)
    return found.filter(queued_at__range=(customer.created_at, until)).exclude(text=ERASED)


def erase_addresses(workspace: Workspace, addresses: list[str]) -> int:
    """The person's addresses in copies, mails and searches; returns in how many copies they stood."""
    copies = 0
    for address in addresses:
        copies += workspace.tickets.filter(cc_emails__contains=[address]).update(
            cc_emails=without("cc_emails", address), version=F("version") + 1
        )
        told = Q(cc__contains=[address]) | Q(accepted__contains=[address])
        workspace.outbound_mail.filter(told).update(cc=without("cc", address), accepted=without("accepted", address))
        for rows in (workspace.saved_views, workspace.bulk_changes, workspace.exports):
            rows.filter(query__contains=address).update(query=Replace("query", Value(address), Value(ERASED)))
        changed = Q(before__contains=[address]) | Q(after__contains=[address])
        workspace.revisions.filter(changed, field="cc_emails").delete()
    erase_recipient(workspace.outbound_mail.filter(to__in=addresses))
    return copies


def erase_recipient(mails: QuerySet[OutboundMail]) -> None:
    """Mails to the person: whose they were is as gone as what they said. Each gets an address of its own, because one
    event may have been mailed to two of the person's."""
    erase_mails(mails)
    mails.update(to=Concat(Value("erased-"), Cast("id", CharField()), Value(f"@{DOMAIN}")))


def erase_notices(customer: Customer) -> None:
    """The name in members' inboxes."""
    own_deeds = [Notice.Kind.REPLY, Notice.Kind.RATING]
    theirs = Q(comment__author_customer=customer) | Q(ticket__requester=customer, kind__in=own_deeds)
    customer.workspace.notices.filter(theirs).update(who=ERASED)


def remove_exports(customer: Customer) -> None:
    """Copies of the person's data that were made to be downloaded."""
    for export in customer.exports.exclude(file=""):
        remove_file(export.file)
    customer.exports.update(state=Export.State.GONE, file="")


def without(column: str, address: str) -> Func:
    """An array column without an address."""
    return Func(F(column), Value(address), function="array_remove")
