"""The list of organisations and an organisation's page."""

from urllib.parse import quote

import pytest
from django.test import Client

from helpdesk.accounts.actors import customer_actor
from helpdesk.accounts.models import Customer, Organisation, Workspace
from helpdesk.events.unit import unit_of_work
from tests.portal.conftest import SCRIPT
from tests.portal.people.conftest import known
from tickets.actions import create_ticket

LIST = "/desk/acme/organisations/"
FORM = {"name": "Initrode", "domains": "initrode.example, initrode.test", "notes": "tall", "shares_tickets": "yes"}


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_one_is_made_changed_and_deleted(browser: Client, acme: Workspace) -> None:
    answer = browser.post(f"{LIST}new", FORM)
    made = acme.organisations.get()
    assert (answer.status_code, answer["Location"]) == (303, f"{LIST}{made.pk}")
    assert (made.domains, made.shares_tickets) == (["initrode.example", "initrode.test"], True)
    browser.post(f"{LIST}{made.pk}/edit", {"name": "Penetrode", "domains": ""})
    made.refresh_from_db()
    assert (made.name, made.domains, made.shares_tickets) == ("Penetrode", [], False)
    assert "Penetrode" in page(browser, f"{LIST}{made.pk}/delete")
    assert browser.post(f"{LIST}{made.pk}/delete")["Location"] == LIST
    assert not acme.organisations.exists()


def test_the_page_shows_its_customers_and_their_tickets(
    browser: Client, acme: Workspace, initech: Organisation
) -> None:
    peter = known(acme, "peter@initech.example", "Peter")
    known(acme, "samir@customer.example", "Samir")
    with unit_of_work():
        create_ticket(actor=customer_actor(peter, acme), requester=peter, subject="Printer", body="b", channel="portal")
    shown = page(browser, f"{LIST}{initech.pk}")
    assert "Peter" in shown
    assert "Printer" in shown
    assert "Samir" not in shown
    found = browser.get("/desk/acme/tickets/", {"q": "org:Initech"})
    assert f"?q={quote('org:Initech')}" in shown
    assert "Printer" in found.content.decode()


@pytest.mark.parametrize("typed", ["ini", "INITECH", "initech.example", "@initech.example"])
def test_they_are_found(browser: Client, acme: Workspace, initech: Organisation, typed: str) -> None:
    acme.organisations.create(name="Vandelay")
    assert browser.get(LIST, {"q": typed}).context["rows"] == [initech]


@pytest.mark.parametrize(
    ("field", "value", "status"),
    [("name", "", 422), ("name", "INITECH", 409), ("domains", "gmail.com", 422), ("domains", "initech.example", 409)],
)
def test_what_is_not_taken_stays_in_the_form(
    browser: Client, acme: Workspace, initech: Organisation, field: str, value: str, status: int
) -> None:
    answer = browser.post(f"{LIST}new", FORM | {field: value})
    assert answer.status_code == status
    assert b"tall" in answer.content
    assert acme.organisations.count() == 1


def test_what_was_typed_does_nothing(browser: Client, initech: Organisation, carol: Customer) -> None:
    Organisation._base_manager.filter(pk=initech.pk).update(name=SCRIPT, notes=SCRIPT)
    Customer._base_manager.filter(pk=carol.pk).update(organisation=initech, name=SCRIPT)
    for address in ("", f"{initech.pk}", f"{initech.pk}/edit", f"{initech.pk}/delete"):
        assert SCRIPT not in page(browser, LIST + address)
