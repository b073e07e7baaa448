"""A form that an impatient finger sends twice is done once; going back and writing something else is something else."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from helpdesk.accounts.models import Membership, Workspace
from tests.together import at_once, failures
from tickets.models import Ticket

REQUEST = {"name": "Ana", "email": "ana@customer.example", "subject": "Help", "description": "It is broken."}


def once_of(page: bytes) -> str:
    """The random text the form was shown with."""
    found = re.search(r'name="once" value="(\w+)"', page.decode())
    assert found
    return found.group(1)


def test_a_request_sent_twice_is_one_ticket_and_leads_to_its_number_both_times(acme: Workspace) -> None:
    browser = Client()
    sent = REQUEST | {"once": once_of(browser.get("/portal/acme/submit").content)}
    answers = [browser.post("/portal/acme/submit", sent, follow=True) for _ in range(2)]
    assert acme.tickets.count() == 1
    assert all("TKT-0001" in answer.content.decode() for answer in answers)


def test_another_text_from_the_same_page_is_another_request(acme: Workspace) -> None:
    browser = Client()
    sent = REQUEST | {"once": once_of(browser.get("/portal/acme/submit").content)}
    browser.post("/portal/acme/submit", sent)
    browser.post("/portal/acme/submit", sent | {"description": "Something else is broken too."})
    assert acme.tickets.count() == 2


def test_a_reply_sent_twice_is_one_comment_and_not_a_stale_one(
    alice: Membership, ticket: Ticket, signed_in: Callable[[Membership], Client]
) -> None:
    browser = signed_in(alice)
    page = f"/desk/acme/tickets/{ticket.reference}"
    shown = browser.get(page)
    form = {"mode": "reply", "body": "Hello", "then": "", "version": ticket.version, "once": once_of(shown.content)}
    action = re.search(r'<form[^>]*id="composer"[^>]*action="([^"]+)"|action="([^"]+/answer)"', shown.content.decode())
    assert action
    for _ in range(2):
        answer = browser.post(action.group(1) or action.group(2), form)
        assert (answer.status_code, answer["Location"]) == (303, page)
    assert ticket.comments.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_several_sent_at_once_one_is_done_and_all_lead_to_it(acme: Workspace) -> None:
    sent = REQUEST | {"once": once_of(Client().get("/portal/acme/submit").content)}

    def send(_index: int) -> tuple[int, int]:
        answer = Client().post("/portal/acme/submit", sent)
        return answer.status_code, acme.tickets.count()

    results = at_once(4, send)  # the form's own limit is five an hour for an address
    assert not failures(results)
    assert {status for status, _ in results} == {303}
    assert acme.tickets.count() == 1
