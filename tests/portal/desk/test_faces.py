"""Members' pictures beside their names: on the thread, in the list, in the account menu."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from helpdesk.accounts.actions.change_picture import change_picture
from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Customer, Membership
from helpdesk.demo.portraits import portrait
from helpdesk.events.unit import unit_of_work
from tests.portal.desk.conftest import open_ticket, say
from tickets.actions import assign_ticket
from tickets.models import Ticket

LIST = "/desk/acme/tickets/"


def face_of(member: Membership) -> str:
    return f'<img class="avatar" src="/account/pictures/{member.user_id}"'


def draw(member: Membership) -> None:
    with unit_of_work():
        change_picture(member.user, data=portrait(member.user.email))


@pytest.fixture
def pictured(alice: Membership, ticket: Ticket, as_alice: Actor) -> Membership:
    """Alice has a picture, has said something and has the ticket."""
    draw(alice)
    say(ticket, as_alice, "Hello.")
    with unit_of_work():
        assign_ticket(ticket, actor=as_alice, to=alice)
    return alice


def test_it_stands_in_the_thread_and_in_the_menu(browser: Client, address: str, pictured: Membership) -> None:
    page = browser.get(address).content.decode()
    menu, thread = page.split('<main id="main"')
    assert menu.count(face_of(pictured)) == 1
    assert thread.count(face_of(pictured)) == 1


def test_it_stands_beside_what_is_assigned(
    signed_in: Callable[[Membership], Client], adam: Membership, pictured: Membership
) -> None:
    page = signed_in(adam).get(LIST).content.decode()
    assert page.count(face_of(pictured)) == 1
    assert f'alt="Assigned to {pictured.user.name}"' in page
    assert face_of(adam) not in page


def test_without_one_there_are_initials(browser: Client, address: str, ticket: Ticket, as_alice: Actor) -> None:
    say(ticket, as_alice, "Hello.")
    assert b"/account/pictures/" not in browser.get(address).content


def test_it_is_never_a_customers_nor_another_workspaces(
    browser: Client, address: str, ticket: Ticket, as_carol: Actor, eve: Membership
) -> None:
    draw(eve)
    say(ticket, as_carol, "It is me.")
    assert b"/account/pictures/" not in browser.get(address).content


def test_whoever_left_keeps_it_on_what_they_said(
    signed_in: Callable[[Membership], Client], adam: Membership, address: str, pictured: Membership
) -> None:
    type(pictured)._base_manager.filter(pk=pictured.pk).update(is_active=False)
    assert face_of(pictured) in signed_in(adam).get(address).content.decode()


def test_pictures_need_no_more_statements(
    browser: Client, address: str, carol: Customer, as_carol: Actor, pictured: Membership, adam: Membership,
    django_assert_num_queries: Any,
) -> None:  # fmt: skip
    draw(adam)
    open_ticket(as_carol, carol, "Another")
    browser.get(address)
    browser.get(LIST)
    with django_assert_num_queries(2):
        browser.get(address)
    with django_assert_num_queries(4):
        browser.get(LIST)
