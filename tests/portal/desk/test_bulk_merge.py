"""Making one ticket of several that were ticked."""

from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Customer
from helpdesk.events.unit import unit_of_work
from tests.tickets.actions.kit import another, fresh
from tickets.models import Ticket


def test_merging_what_was_ticked(browser: Client, ticket: Ticket) -> None:
    others = [another(ticket), another(ticket)]
    form = {"ticket": [one.number for one in (ticket, *others)]}
    seen = browser.get("/desk/acme/bulk/merge?" + urlencode(form, doseq=True)).content.decode()
    assert f'value="{ticket.number}" required checked' in seen
    answer = browser.post("/desk/acme/bulk/merge", form | {"into": others[0].number})
    assert (answer.status_code, answer["Location"]) == (303, f"/desk/acme/tickets/{others[0].reference}")
    assert {fresh(one).merged_into_id for one in (ticket, others[1])} == {others[0].pk}


def test_merging_tickets_of_several_customers_is_asked_about_and_all_or_none(
    browser: Client, as_alice: Actor, ticket: Ticket, carol: Customer
) -> None:
    with unit_of_work():
        dan = carol.workspace.customers.create(email="dan@customer.example", name="Dan")
    mine, foreign = another(ticket), another(ticket, requester=dan)
    form = {"ticket": [one.number for one in (ticket, mine, foreign)], "into": ticket.number}
    answer = browser.post("/desk/acme/bulk/merge", form)
    assert answer.status_code == 409
    assert "several customers" in answer.content.decode()
    assert fresh(mine).merged_into_id is None
    assert browser.post("/desk/acme/bulk/merge", form | {"confirmed": "yes"}).status_code == 303


@pytest.mark.parametrize(
    "form", [{}, {"ticket": ["1"], "into": "1"}, {"ticket": ["1", "2"]}, {"ticket": ["1", "2"], "into": "7"}]
)
def test_a_merge_that_makes_no_sense_is_told(form: dict[str, Any], browser: Client, ticket: Ticket) -> None:
    another(ticket)
    answer = browser.post("/desk/acme/bulk/merge", form)
    assert (answer.status_code, "notice danger" in answer.content.decode()) == (422, True)
