"""In which language somebody is written to: their own where we speak it, else the workspace's."""

import pytest

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Customer, Workspace
from tests.tickets.mail.acts import move, open_ticket, say
from tests.tickets.mail.conftest import Mails
from tests.tickets.mail.test_own_words import word


def speaks(customer: Customer, language: str) -> None:
    customer.language = language
    customer.save()


def test_a_customer_is_written_to_in_their_language(
    mails: Mails, as_carol: Actor, as_alice: Actor, carol: Customer
) -> None:
    speaks(carol, "de")
    ticket = open_ticket(as_carol, carol)
    say(ticket, as_alice, "An answer.")
    move(ticket, as_alice, "resolved")
    confirmation, reply, resolved = mails(ticket)
    assert confirmation.text.startswith("Guten Tag Carol,\n")
    assert "ist bei uns eingegangen" in confirmation.html
    assert '<html lang="de" dir="ltr">' in reply.html
    assert reply.from_name == "Alice von Acme"
    assert "Wie war unsere Hilfe?" in resolved.text


def test_mails_in_arabic_run_from_right_to_left(mails: Mails, as_carol: Actor, carol: Customer) -> None:
    speaks(carol, "ar")
    [mail] = mails(open_ticket(as_carol, carol))
    assert '<html lang="ar" dir="rtl">' in mail.html
    assert "مرحبًا Carol،" in mail.text


@pytest.mark.parametrize("language", ["", "fr"])
def test_who_speaks_none_of_ours_gets_the_workspaces(
    language: str, mails: Mails, as_carol: Actor, carol: Customer, acme: Workspace
) -> None:
    acme.language = "de"
    acme.save()
    speaks(carol, language)
    [mail] = mails(open_ticket(as_carol, carol))
    assert mail.text.startswith("Guten Tag Carol,\n")


def test_the_workspaces_own_words_are_those_of_the_customers_language(
    mails: Mails, as_carol: Actor, carol: Customer, acme: Workspace
) -> None:
    word(acme, "confirmation", opening="OUR WORDS")
    word(acme, "confirmation", opening="UNSERE WORTE", language="de")
    speaks(carol, "de")
    [mail] = mails(open_ticket(as_carol, carol))
    assert mail.text.startswith("UNSERE WORTE")
