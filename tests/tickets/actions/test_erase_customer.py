"""Erasing a person: nothing of what was written remains, what statistics need stays."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from helpdesk.accounts.actions.ensure_customer import ensure_customer
from helpdesk.accounts.actions.update_customer import update_customer
from helpdesk.accounts.actors import Actor, customer_actor, member_actor
from helpdesk.accounts.models import Customer, Membership, Workspace
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from helpdesk.lib.errors import Conflict, Forbidden, Invalid, NotFound, Unauthenticated
from tests.tickets.actions.kit import events_of, make_customer
from tickets.actions import (
    add_comment,
    change_status,
    change_subject,
    change_tags,
    create_ticket,
    erase_customer,
    merge_customers,
    rate_ticket,
    request_export,
)
from tickets.actions import continue_erasure as part
from tickets.actions.change_cc import change_cc
from tickets.erasing.job import run_erasure
from tickets.exports.files import path_of
from tickets.exports.job import run_export
from tickets.magic_links import make_link, open_link
from tickets.mail.delivery import deliver
from tickets.mail.handlers import confirm_ticket, mail_reply
from tickets.models import Erasure, OutboundMail, Ticket
from tickets.notices.handlers import tell_of_comment
from tickets.search import index_changed_ticket
from tickets.tallies import figures

MARK = "zebulon"
HANDLERS = {
    "ticket.created": [confirm_ticket, index_changed_ticket],
    "ticket.comment_added": [mail_reply, tell_of_comment, index_changed_ticket],
}


@pytest.fixture
def zeb(acme: Workspace, as_alice: Actor) -> Customer:
    """A person whose every text says who it is."""
    with unit_of_work():
        customer = ensure_customer(acme, email=f"{MARK}@customer.example", name=f"{MARK} Pike")
        changes = {"notes": f"{MARK} is tall", "external_id": f"{MARK}-1"}
        return update_customer(customer, actor=as_alice, changes=changes)


def happen() -> None:
    """Run what listens to the events so far, and send the mails."""
    for event in Event.objects.order_by("id"):
        for handler in HANDLERS.get(event.type, []):
            with unit_of_work():
                handler(event)
    for mail in OutboundMail._base_manager.filter(state="queued"):
        deliver(mail.workspace_id, mail.pk)


def ask(customer: Customer, **fields: Any) -> Ticket:
    with unit_of_work():
        values = {"subject": f"{MARK}'s printer", "body": f"I am {MARK}.", "custom": {"name": MARK}} | fields
        actor = customer_actor(customer, customer.workspace)
        return create_ticket(actor=actor, requester=customer, channel="portal", **values)


def say(ticket: Ticket, actor: Actor, body: str, **fields: Any) -> None:
    with unit_of_work():
        add_comment(ticket, actor=actor, body=body, **fields)


def erase(customer: Customer, actor: Actor, address: str = "") -> Erasure:
    with unit_of_work():
        erasure = erase_customer(customer, actor=actor, address=address or customer.email)
    run_erasure(erasure.workspace_id, erasure.pk)
    erasure.refresh_from_db()
    return erasure


def remains(mark: str) -> list[str]:
    """Every column of the database in which a word still stands, whatever its type, row by row."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT count(*) FROM "{table}" AS row WHERE row::text ILIKE %s', [f"%{mark}%"])
            if cursor.fetchone()[0]:
                found.append(table)
    return found


def test_the_scan_sees_what_is_there(zeb: Customer) -> None:
    ask(zeb)
    happen()
    assert {"accounts_customer", "tickets_ticket", "tickets_outboundmail", "tickets_searchentry"} <= set(remains(MARK))


def test_nothing_that_was_written_remains_anywhere(
    as_alice: Actor,
    alice: Membership,
    adam: Membership,
    zeb: Customer,
    ticket: Ticket,
    settings: Any,
    tmp_path: Any,
) -> None:
    """On own tickets and on others', in copies, mails, drafts, revisions, searches, inboxes and exports."""
    settings.HELPDESK_HOME = tmp_path
    workspace, as_zeb = as_alice.workspace, customer_actor(zeb, as_alice.workspace)
    other = make_customer(workspace, f"{MARK}@home.example")
    with unit_of_work():
        merge_customers(zeb, actor=as_alice, other=other)
    asked = ask(zeb, cc_emails=[f"{MARK}@work.example"])
    say(asked, as_zeb, f"{MARK} again")
    say(asked, as_alice, f"Dear {MARK}")
    say(asked, as_alice, f"{MARK} is odd", is_internal=True)
    with unit_of_work():
        change_subject(asked, actor=as_alice, to=f"{MARK}: printer")
        change_status(asked, actor=as_alice, to="resolved")
        rate_ticket(asked, actor=as_zeb, score=4, comment=f"{MARK} says thanks")
        change_cc(ticket, actor=as_alice, to=[zeb.email, f"{MARK}@home.example", "dave@customer.example"])
        change_cc(ticket, actor=as_alice, to=[zeb.email])
    now = asked.created_at
    spoken = ticket.comments.create(
        workspace=workspace, body=f"I, {MARK}, too", author_kind="customer", author_customer=zeb, author_name=zeb.name,
        author_email=zeb.email, created_at=now,
    )  # fmt: skip
    Ticket._base_manager.filter(pk=ticket.pk).update(last_message=spoken.body)
    say(ticket, as_alice, "Thanks both")
    workspace.drafts.create(
        ticket=asked, member=alice, mode="reply", body=f"Hello {MARK}", seen_version=1, updated_at=now
    )
    workspace.saved_views.create(name="his", query=f"requester:{zeb.email}", created_at=now)
    bulk = workspace.bulk_changes.create(member=alice, query="", changes={}, total=1, created_at=now)
    bulk.rows.create(
        workspace=workspace, ticket=ticket, state="refused", problem=f"Confirm that {zeb.name} may read it"
    )
    workspace.notices.create(member=alice, kind="reply", ticket=asked, event_id=1, who=zeb.name, created_at=now)
    workspace.outbound_mail.create(
        event_id=1, kind="digest", message_id="<digest>", to=alice.user.email, from_name="Acme", state="sent",
        from_email="help@acme.example", subject="News", text=f"{MARK} wrote", html=MARK, queued_at=zeb.created_at,
    )  # fmt: skip
    with unit_of_work():
        export = request_export(actor=member_actor(adam), kind="person", customer=zeb)
    run_export(workspace.pk, export.pk)
    export.refresh_from_db()
    happen()
    assert path_of(export.file).exists()
    erasure = erase(zeb, as_alice)
    assert erasure.state == "done"
    happen()
    assert remains(MARK) == []
    assert not path_of(export.file).exists()


def test_what_statistics_need_stays(as_alice: Actor, zeb: Customer) -> None:
    asked = ask(zeb)
    say(asked, as_alice, f"Dear {MARK}")
    with unit_of_work():
        change_tags(asked, actor=as_alice, to=["printer"])
        change_status(asked, actor=as_alice, to="resolved")
        rate_ticket(asked, actor=customer_actor(zeb, zeb.workspace), score=5, comment=MARK)
    asked.refresh_from_db()
    before: dict[str, Any] = dict(Ticket._base_manager.filter(pk=asked.pk).values().get())
    counted = figures(as_alice)
    history = events_of(asked)
    erase(zeb, as_alice)
    after: dict[str, Any] = dict(Ticket._base_manager.filter(pk=asked.pk).values().get())
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {
        "subject", "body", "custom", "last_message", "erased_at", "updated_at", "version",
    }  # fmt: skip
    assert asked.feedback.score == 5
    assert figures(as_alice) == counted
    assert events_of(asked) == [*history, "ticket.erased"]
    assert after["requester_id"] == zeb.pk


def test_the_receipt_counts_and_is_audited(as_alice: Actor, alice: Membership, zeb: Customer) -> None:
    asked = ask(zeb)
    ask(zeb)
    say(asked, as_alice, "Hello")
    with unit_of_work():
        make_link(asked, customer=zeb)
    erasure = erase(zeb, as_alice)
    assert (erasure.counts["tickets"], erasure.counts["messages"], erasure.counts["links"]) == (2, 1, 1)
    entries = as_alice.workspace.audit_entries.filter(subject_id=str(zeb.pk)).order_by("id")
    started, done = entries.filter(action__startswith="customer.eras")
    assert (started.action, done.action) == ("customer.erasure_started", "customer.erased")
    assert done.after == erasure.counts
    assert done.actor_id == started.actor_id == alice.pk


def test_the_person_is_gone_at_once_and_the_address_unusable(as_alice: Actor, zeb: Customer) -> None:
    asked = ask(zeb)
    with unit_of_work():
        token = make_link(asked, customer=zeb).partition("?t=")[2]
        erase_customer(zeb, actor=as_alice, address=f" {MARK.upper()}@customer.example ")
    zeb.refresh_from_db()
    assert MARK not in f"{zeb.name}{zeb.email}{zeb.notes}{zeb.external_id}"
    with pytest.raises(Unauthenticated):
        open_link(token, workspace=as_alice.workspace)
    with pytest.raises(Invalid), unit_of_work():
        ensure_customer(as_alice.workspace, email=zeb.email)
    with unit_of_work():
        assert ensure_customer(as_alice.workspace, email=f"{MARK}@customer.example").pk != zeb.pk


def test_nobody_is_mailed_about_an_erased_persons_ticket(as_alice: Actor, zeb: Customer) -> None:
    asked = ask(zeb)
    erase(zeb, as_alice)
    say(asked, as_alice, "Are you there?")
    happen()
    assert not asked.outbound_mail.exists()


def test_a_mail_that_waits_is_not_sent_any_more(as_alice: Actor, zeb: Customer) -> None:
    asked = ask(zeb)
    with unit_of_work():
        confirm_ticket(Event.objects.get(subject_id=asked.pk))
    erase(zeb, as_alice)
    mail = asked.outbound_mail.get()
    assert (mail.state, mail.text) == ("failed", "[erased]")
    assert MARK not in mail.to


def test_a_mail_to_others_that_quotes_the_person_goes_out_first(as_alice: Actor, zeb: Customer, ticket: Ticket) -> None:
    ticket.comments.create(
        workspace=zeb.workspace, body=MARK, author_kind="customer", author_customer=zeb, author_name="Z",
        author_email=zeb.email, created_at=ticket.created_at,
    )  # fmt: skip
    say(ticket, as_alice, "To both")
    with unit_of_work():
        mail_reply(Event.objects.get(subject_id=ticket.pk, type="ticket.comment_added"))
    erasure = erase(zeb, as_alice)
    mail = ticket.outbound_mail.get()
    assert (erasure.state, mail.state) == ("running", "queued")
    assert MARK in mail.text
    deliver(mail.workspace_id, mail.pk)
    run_erasure(erasure.workspace_id, erasure.pk)
    erasure.refresh_from_db()
    assert erasure.state == "done"
    assert remains(MARK) == []


def test_others_keep_their_words(as_alice: Actor, as_carol: Actor, zeb: Customer, ticket: Ticket) -> None:
    say(ticket, as_carol, "Mine stays")
    erase(zeb, as_alice)
    assert ticket.comments.get().body == "Mine stays"
    ticket.refresh_from_db()
    assert (ticket.subject, ticket.last_message) == ("Cannot sign in", "Mine stays")


def test_tickets_that_the_actor_does_not_see_are_erased_too(as_alice: Actor, zeb: Customer) -> None:
    hidden = ask(zeb)
    hr = as_alice.workspace.queues.create(name="HR", access="private")
    Ticket._base_manager.filter(pk=hidden.pk).update(queue=hr)
    erase(zeb, as_alice)
    hidden.refresh_from_db()
    assert hidden.subject == "[erased]"


def test_repeating_it_gives_the_same_receipt(as_alice: Actor, zeb: Customer) -> None:
    ask(zeb)
    first = erase(zeb, as_alice)
    again = erase(zeb, as_alice, address="whatever")
    assert (again.pk, again.counts) == (first.pk, first.counts)
    assert as_alice.workspace.audit_entries.filter(action="customer.erased").count() == 1


def test_a_crash_in_the_middle_is_taken_up_again(
    as_alice: Actor, zeb: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Batches of one; the third dies."""
    for _ in range(4):
        ask(zeb)
    monkeypatch.setattr(part, "BATCH", 1)
    batches = []

    def dying(ids: Any, **kwargs: Any) -> Any:
        batches.append(ids)
        if len(batches) == 3:
            raise OSError("power cut")
        return original(ids, **kwargs)

    original: Callable[..., Any] = vars(part)["erase_texts"]
    monkeypatch.setattr(part, "erase_texts", dying)
    with unit_of_work():
        erasure = erase_customer(zeb, actor=as_alice, address=zeb.email)
    with pytest.raises(OSError, match="power cut"):
        run_erasure(erasure.workspace_id, erasure.pk)
    erasure.refresh_from_db()
    assert (erasure.state, erasure.counts["tickets"]) == ("running", 2)
    run_erasure(erasure.workspace_id, erasure.pk)
    erasure.refresh_from_db()
    assert (erasure.state, erasure.counts["tickets"]) == ("done", 4)
    assert remains(MARK) == []


def test_the_address_must_be_typed(as_alice: Actor, zeb: Customer) -> None:
    for wrong in ("", "carol@customer.example", "\x00"):
        with pytest.raises(Invalid) as refused, unit_of_work():
            erase_customer(zeb, actor=as_alice, address=wrong)
        assert refused.value.field == "address"
    assert not as_alice.workspace.erasures.exists()


def test_customers_erase_nobody(as_carol: Actor, carol: Customer) -> None:
    with pytest.raises(Forbidden), unit_of_work():
        erase_customer(carol, actor=as_carol, address=carol.email)


def test_another_workspaces_customer_is_not_found(as_alice: Actor, globex: Workspace) -> None:
    gus = make_customer(globex, "gus@customer.example")
    with pytest.raises(NotFound), unit_of_work():
        erase_customer(gus, actor=as_alice, address=gus.email)


def test_an_erased_person_is_not_changed_again(as_alice: Actor, zeb: Customer) -> None:
    erase(zeb, as_alice)
    with pytest.raises(Conflict), unit_of_work():
        update_customer(zeb, actor=as_alice, changes={"name": MARK})
