"""Headers of every kind of mail."""

import re

import pytest

from helpdesk.accounts.actors import Actor, member_actor
from helpdesk.accounts.models import Customer, Membership, Workspace
from helpdesk.lib.ids import to_typeid
from tests.tickets.mail.acts import assign, move, open_ticket, say
from tests.tickets.mail.conftest import Mails, parsed
from tickets.mail.message import message_of, wire_content
from tickets.models import OutboundMail

KINDS = ["confirmation", "reply", "assigned", "answered", "resolved"]


@pytest.fixture
def all_mails(
    as_carol: Actor, as_alice: Actor, carol: Customer, alice: Membership, adam: Membership, mails: Mails
) -> dict[str, OutboundMail]:
    ticket = open_ticket(as_carol, carol, subject="Größe\tfalsch", cc_emails=["dave@customer.example"])
    assign(ticket, member_actor(adam), alice)
    say(ticket, as_alice, "Try again.")
    say(ticket, as_carol, "Works.")
    move(ticket, as_alice, "resolved")
    return {mail.kind: mail for mail in mails(ticket)}


@pytest.mark.parametrize("kind", KINDS)
def test_every_mail_says_that_a_machine_sent_it_and_which_ticket_it_belongs_to(
    all_mails: dict[str, OutboundMail], acme: Workspace, kind: str
) -> None:
    mail = all_mails[kind]
    message = parsed(wire_content(message_of(mail, envelope_to=[mail.to])))
    assert message["Auto-Submitted"] == ("auto-replied" if kind == "confirmation" else "auto-generated")
    assert message["X-Auto-Response-Suppress"] == "All"
    assert message["X-Helpdesk-Loop"] == to_typeid("wks", acme.pk)
    assert message["Message-ID"] == mail.message_id
    assert message["Subject"] == "[TKT-0001] Größe\tfalsch"
    assert message["Reply-To"] == "help@acme.example"
    assert message["From"].addresses[0].addr_spec == "help@acme.example"
    assert message["To"] == mail.to
    assert message["Cc"] == ("dave@customer.example" if kind == "reply" else None)
    assert message["Precedence"] is None
    assert message["Bcc"] is None
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]


def test_all_mails_of_a_ticket_are_one_conversation(all_mails: dict[str, OutboundMail]) -> None:
    assert {mail.headers["References"] for mail in all_mails.values()} == {all_mails["reply"].headers["In-Reply-To"]}
    assert len({mail.subject for mail in all_mails.values()}) == 1


def test_message_ids_and_threads_cannot_be_guessed(all_mails: dict[str, OutboundMail]) -> None:
    found = [mail.message_id for mail in all_mails.values()] + [all_mails["reply"].headers["References"]]
    assert all(re.fullmatch(r"<[0-9a-f]{32}@[\w.-]+>", one) for one in found)
    assert len(set(found)) == len(all_mails) + 1


@pytest.mark.parametrize("kind", KINDS)
def test_only_the_automatic_answer_has_no_envelope_sender(all_mails: dict[str, OutboundMail], kind: str) -> None:
    sender = message_of(all_mails[kind], envelope_to=[]).envelope_sender
    assert sender == ("" if kind == "confirmation" else "help@acme.example")
