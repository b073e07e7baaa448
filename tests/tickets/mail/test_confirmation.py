"""``ticket.created``."""

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from helpdesk.accounts.actions.ensure_customer import ensure_customer
from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Customer, Workspace
from helpdesk.events.unit import unit_of_work
from helpdesk.files.actions.store_bytes import store_bytes
from helpdesk.lib.errors import Unauthenticated
from tests.tickets.mail.acts import open_ticket
from tests.tickets.mail.conftest import Mails
from tickets.actions import create_ticket
from tickets.magic_links import open_link
from tickets.models import Ticket

SEPARATOR = "?t="


def token_in(text: str) -> str:
    return text.split(SEPARATOR)[1].split()[0]


def test_the_requester_gets_number_subject_and_a_link_that_opens_the_ticket(
    ticket: Ticket, acme: Workspace, mails: Mails
) -> None:
    (mail,) = mails(ticket)
    assert (mail.kind, mail.to, mail.cc) == ("confirmation", "carol@customer.example", [])
    assert "Hello Carol," in mail.text
    assert "TKT-0001" in mail.text
    assert "Cannot sign in" in mail.text
    assert open_link(token_in(mail.text), workspace=acme).ticket == ticket
    assert token_in(mail.text) in mail.html


def test_the_link_stands_on_a_line_of_its_own(ticket: Ticket, mails: Mails) -> None:
    (mail,) = mails(ticket)
    (line,) = [line for line in mail.text.splitlines() if SEPARATOR in line]
    assert line.startswith("http")
    assert " " not in line


def test_a_ticket_that_a_member_wrote_down_for_the_customer_is_confirmed_too(
    as_alice: Actor, carol: Customer, mails: Mails
) -> None:
    (mail,) = mails(open_ticket(as_alice, carol))
    assert mail.to == "carol@customer.example"
    assert "opened a request for you" in mail.text


def test_files_are_named_where_a_member_sent_them_and_never_what_a_stranger_called_them(
    as_alice: Actor, as_carol: Actor, carol: Customer, mails: Mails, settings: Any, tmp_path: Path
) -> None:
    settings.HELPDESK_HOME = tmp_path
    found = {}
    for actor in (as_alice, as_carol):
        with unit_of_work():
            file = store_bytes(actor=actor, name="plan.txt", content=b"x")
            made = create_ticket(
                actor=actor, requester=carol, subject="Plan", body="See.", channel="desk", files=[file]
            )
        (found[actor.kind],) = mails(made)
    for text in (found["member"].text, found["member"].html):
        assert "One file came with it." in text
        assert "plan.txt" in text
    assert "plan.txt" not in found["customer"].text + found["customer"].html


def test_the_signature_is_marked_as_mail_programs_expect(ticket: Ticket, mails: Mails) -> None:
    (mail,) = mails(ticket)
    assert "\n-- \nSent by Acme about your request TKT-0001.\nYou can also write to help@acme.example.\n" in mail.text


def test_addresses_in_copy_are_not_sent_the_confirmation(as_carol: Actor, carol: Customer, mails: Mails) -> None:
    (mail,) = mails(open_ticket(as_carol, carol, cc_emails=["dave@customer.example"]))
    assert mail.cc == []
    assert "dave" not in mail.to


def test_what_a_stranger_wrote_is_not_mailed_on_to_the_address_he_gave(
    as_carol: Actor, carol: Customer, mails: Mails
) -> None:
    (mail,) = mails(open_ticket(as_carol, carol, body="Buy at https://pills.example now"))
    assert "pills" not in mail.text + mail.html


def test_a_name_that_carries_an_address_is_not_greeted(acme: Workspace, as_alice: Actor, mails: Mails) -> None:
    with unit_of_work():
        spam = ensure_customer(acme, email="victim@x.example", name="You won https://evil.example")
    (mail,) = mails(open_ticket(as_alice, spam))
    assert "Hello,\n" in mail.text
    assert "evil" not in mail.text + mail.html


@pytest.mark.parametrize(
    "robot", ["mailer-daemon@x.example", "no-reply@x.example", "noreply+7@x.example", "DoNotReply@x.example"]
)
def test_robots_get_no_answer(acme: Workspace, as_alice: Actor, mails: Mails, robot: str) -> None:
    with unit_of_work():
        customer = ensure_customer(acme, email=robot)
    assert mails(open_ticket(as_alice, customer)) == []


def test_people_whose_name_begins_like_a_robots_get_their_answer(
    acme: Workspace, as_alice: Actor, mails: Mails
) -> None:
    with unit_of_work():
        customer = ensure_customer(acme, email="noreplyanna@x.example")
    assert len(mails(open_ticket(as_alice, customer))) == 1


def test_no_helpdesk_of_this_installation_is_written_to(
    acme: Workspace, globex: Workspace, as_alice: Actor, mails: Mails
) -> None:
    with unit_of_work():
        customer = ensure_customer(acme, email=globex.support_email)
    assert mails(open_ticket(as_alice, customer)) == []


def test_a_test_ticket_sends_nothing(as_alice: Actor, carol: Customer, mails: Mails) -> None:
    in_test = dataclasses.replace(as_alice, kind="key", test_mode=True)
    assert mails(open_ticket(in_test, carol)) == []


def test_a_token_of_a_mail_altered_by_one_character_opens_nothing(
    ticket: Ticket, acme: Workspace, mails: Mails
) -> None:
    (mail,) = mails(ticket)
    token = token_in(mail.text)
    assert open_link(token, workspace=acme).actor.email == "carol@customer.example"
    altered = token[:-2] + ("A" if token[-2] != "A" else "B") + token[-1]
    with pytest.raises(Unauthenticated):
        open_link(altered, workspace=acme)
