"""/portal/<workspace>/submitted/<receipt>"""

import time
from unittest import mock

import pytest
from django.test import Client

from helpdesk.accounts.models import Workspace
from portal.customers.submitted import receipt_for
from tickets.models import Ticket

pytestmark = pytest.mark.django_db


def test_it_tells_the_number_and_where_the_link_went(client: Client, ticket: Ticket) -> None:
    answer = client.get(f"/portal/acme/submitted/{receipt_for(ticket)}")
    page = answer.content.decode()
    assert "TKT-0001" in page
    assert "ca…@customer.example" in page
    assert "carol@" not in page
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "spoil", [lambda r: "2" + r[1:], lambda r: r[:-1], lambda r: r + "x", lambda r: "1", lambda r: "x.y.z"]
)
def test_an_altered_receipt_is_no_page(client: Client, ticket: Ticket, spoil) -> None:
    assert client.get(f"/portal/acme/submitted/{spoil(receipt_for(ticket))}").status_code == 404


def test_a_receipt_is_no_page_of_another_workspace(client: Client, ticket: Ticket, globex: Workspace) -> None:
    assert client.get(f"/portal/globex/submitted/{receipt_for(ticket)}").status_code == 404


def test_a_receipt_works_for_a_day(client: Client, ticket: Ticket) -> None:
    now = time.time()
    with mock.patch("django.core.signing.time.time", return_value=now):
        receipt = receipt_for(ticket)
    for seconds, status in ((86_300, 200), (86_500, 404)):
        with mock.patch("django.core.signing.time.time", return_value=now + seconds):
            assert client.get(f"/portal/acme/submitted/{receipt}").status_code == status
