"""What somebody who sets up a workspace finds in its list before the first ticket."""

from collections.abc import Callable

from django.test import Client

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Customer, Membership
from tests.portal.desk.conftest import open_ticket

LIST = "/desk/acme/tickets/"


def test_an_admin_is_told_what_to_do_and_where_customers_ask(
    signed_in: Callable[[Membership], Client], adam: Membership
) -> None:
    page = signed_in(adam).get(LIST).content.decode()
    assert "First steps" in page
    assert "/portal/acme/submit" in page
    for screen in ("invitations/add/", "queues/", "keys/add/"):
        assert f'href="/desk/acme/settings/{screen}"' in page


def test_an_agent_who_sets_up_nothing_is_not(browser: Client) -> None:
    page = browser.get(LIST).content
    assert b"First steps" not in page
    assert b"Nothing here" in page


def test_after_the_first_ticket_an_empty_list_is_just_empty(
    signed_in: Callable[[Membership], Client], adam: Membership, as_carol: Actor, carol: Customer
) -> None:
    open_ticket(as_carol, carol, "Help")
    page = signed_in(adam).get(LIST + "?view=spam").content
    assert b"First steps" not in page
