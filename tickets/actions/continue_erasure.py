"""Do the next part of an erasure that was begun."""

from collections import Counter

from django.db.models import Q

from helpdesk.accounts.actors import Actor, member_actor, system_actor
from helpdesk.accounts.customers.erased import ERASED
from helpdesk.accounts.customers.kit import audit_about, record_about
from helpdesk.events.unit import current_unit
from tickets.actions.erase_customer import start_job
from tickets.actions.erase_texts import erase_texts
from tickets.erasing.mails import erase_mails
from tickets.erasing.traces import (
    erase_addresses,
    erase_messages,
    erase_notices,
    mails_quoting,
    remove_exports,
)
from tickets.files import discard_files
from tickets.models import Erasure, OutboundMail

BATCH = 100
# Mails to other people that quote the person and have not gone out yet: they go first, then they are erased.
WAIT_SECONDS = 300


def continue_erasure(erasure: Erasure) -> bool:
    """Erase the next hundred tickets, or what is left elsewhere; False when there is no more to do now.

    A crash between two parts loses nothing: what is still there is found again. The last part writes the receipt.
    """
    current_unit()
    locked: Erasure = erasure.workspace.erasures.select_for_update().get(pk=erasure.pk)
    if locked.state == Erasure.State.DONE:
        return False
    gone = erase_own(locked) or erase_elsewhere(locked)
    if gone:
        locked.counts = dict(Counter(locked.counts) + gone)
        locked.save(update_fields=["counts"])
        return True
    finish(locked)
    return False


def finish(erasure: Erasure) -> None:
    """Erase addresses and names elsewhere, then what was mailed; when nothing is left, write the receipt.

    The texts are gone already, so only what was mailed up to ``finished_at`` can still quote them.
    """
    customer, workspace = erasure.customer, erasure.workspace
    erasure.finished_at = erasure.finished_at or current_unit().now
    copies = erase_addresses(workspace, erasure.addresses)
    erase_notices(customer)
    remove_exports(customer)
    quoting = mails_quoting(customer, until=erasure.finished_at)
    mails = erase_mails(quoting.exclude(state=OutboundMail.State.QUEUED))
    erasure.counts = dict(Counter(erasure.counts) + Counter(mails=mails, copies=copies))
    erasure.addresses = []
    waiting = quoting.exists()
    erasure.state = Erasure.State.RUNNING if waiting else Erasure.State.DONE
    erasure.save(update_fields=["counts", "addresses", "state", "finished_at"])
    if waiting:
        start_job(erasure, in_seconds=WAIT_SECONDS)
        return
    actor = actor_of(erasure)
    audit_about(customer, "customer.erased", actor=actor, after=erasure.counts)
    record_about(customer, "customer.erased", actor=actor, data={"counts": erasure.counts})


def erase_own(erasure: Erasure) -> Counter[str]:
    """The next of the person's own tickets; nothing when all are done."""
    due = Q(erased_at=None) | Q(erased_at__lt=erasure.created_at)
    ids = erasure.customer.tickets.filter(due).order_by("pk").values_list("pk", flat=True)[:BATCH]
    found = list(ids)
    if not found:
        return Counter()
    gone = erase_texts(found, actor=actor_of(erasure))
    signed = erasure.customer.comments.filter(ticket__in=found)
    signed.update(author_name=ERASED, author_email=erasure.customer.email)
    return gone


def erase_elsewhere(erasure: Erasure) -> Counter[str]:
    """The person's messages on the next of others' tickets."""
    left = erasure.customer.comments.exclude(body=ERASED, author_email=erasure.customer.email)
    ids = list(left.order_by("ticket").values_list("ticket", flat=True).distinct()[:BATCH])
    if not ids:
        return Counter()
    list(erasure.workspace.tickets.filter(pk__in=ids).order_by("pk").select_for_update(of=("self",)))
    spoken = erasure.customer.comments.filter(ticket__in=ids)
    files = erasure.workspace.ticket_files.filter(comment__in=spoken)
    return Counter(files=discard_files(files, actor=actor_of(erasure)), messages=erase_messages(erasure.customer, ids))


def actor_of(erasure: Erasure) -> Actor:
    """Whoever asked for it."""
    member = erasure.member
    if member is None:
        return system_actor(erasure.workspace)
    member.workspace = erasure.workspace
    return member_actor(member)
