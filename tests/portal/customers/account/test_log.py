"""No token stands in a line of the log, whatever became of the request."""

import pytest
from django.test import Client

from helpdesk.accounts.models import Customer
from tests.portal.customers.account.conftest import OPEN, link_for
from tests.portal.customers.conftest import PAGE, link_to
from tickets.models import Ticket

pytestmark = pytest.mark.django_db


def test_links_leave_no_token_behind(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture, client: Client, carol: Customer, ticket: Ticket
) -> None:
    links = [link_for(carol), link_to(ticket), link_to(ticket, "rating"), link_to(ticket, "share")]
    tokens = [link.partition("?t=")[2] for link in links]
    with caplog.at_level("INFO", logger="request"):
        for link in links:
            client.get(link)
            client.get(link.replace("acme", "nowhere"))
        client.get(PAGE)
        client.post(f"{PAGE}/reply", {"body": ""})
        client.post(OPEN)
    written = capfd.readouterr().err + caplog.text
    assert written.count('"path":"/portal/acme/') >= 7
    secrets = [*tokens, *(cookie.value for cookie in client.cookies.values() if cookie.value)]
    assert not [secret for secret in secrets if secret in written]
