"""Erasing a person on the desk: a preview, the address typed, a receipt."""

from django.test import Client

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Customer, Workspace
from helpdesk.events.unit import unit_of_work
from tickets.actions import change_cc, change_subject, change_tags
from tickets.erasing.job import run_erasure
from tickets.models import Ticket


def test_preview_then_receipt(admin: Client, acme: Workspace, ticket: Ticket, carol: Customer) -> None:
    here = f"/desk/acme/customers/{carol.pk}/erase"
    assert "1 ticket" in admin.get(here).content.decode()
    answer = admin.post(here, {"address": "Carol@customer.example"})
    assert (answer.status_code, answer["Location"]) == (303, here)
    running = admin.get(here).content.decode()
    assert "being erased" in running
    assert "carol@" not in running
    erasure = acme.erasures.get()
    run_erasure(acme.pk, erasure.pk)
    done = admin.get(here).content.decode()
    assert "This person is erased" in done
    assert str(erasure.pk) in done


def test_another_address_erases_nothing(admin: Client, acme: Workspace, ticket: Ticket, carol: Customer) -> None:
    answer = admin.post(f"/desk/acme/customers/{carol.pk}/erase", {"address": "dave@customer.example"})
    assert answer.status_code == 422
    assert not acme.erasures.exists()


def test_afterwards_the_customers_page_says_so_and_offers_no_change(
    admin: Client, acme: Workspace, as_alice: Actor, ticket: Ticket, carol: Customer
) -> None:
    with unit_of_work():
        change_subject(ticket, actor=as_alice, to="Carol's sign-in")
        change_tags(ticket, actor=as_alice, to=["carol"])
        change_cc(ticket, actor=as_alice, to=["carol@home.example"])
    admin.post(f"/desk/acme/customers/{carol.pk}/erase", {"address": "carol@customer.example"})
    run_erasure(acme.pk, acme.erasures.get().pk)
    shown = admin.get(f"/desk/acme/customers/{carol.pk}").content.decode()
    assert "was erased" in shown
    assert "/merge" not in shown
    assert admin.post(f"/desk/acme/customers/{carol.pk}/edit", {"name": "x"}).status_code == 409
    assert admin.get(f"/desk/acme/tickets/{ticket.reference}").status_code == 200
    history = admin.get(f"/desk/acme/tickets/{ticket.reference}/history").content.decode()
    assert "erased what was written" in history
    assert "sign-in" not in history
