"""/portal/<workspace>/track: have the link mailed again."""

import datetime

import pytest
from django.conf import settings
from django.test import Client

from helpdesk.accounts.actions.ensure_customer import ensure_customer
from helpdesk.accounts.models import Workspace
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from tests.portal.customers.conftest import PAGE
from tickets.actions.request_link import request_link
from tickets.mail.requested_link import mail_requested_link
from tickets.models import MagicLink, OutboundMail, Ticket

pytestmark = pytest.mark.django_db

URL = "/portal/acme/track"
ASKED = "ticket.link_requested"
RIGHT = {"reference": "TKT-0001", "email": "carol@customer.example"}
HOUR = datetime.timedelta(hours=1)


def ask(workspace: Workspace, *, reference: str = "TKT-0001", email: str = "carol@customer.example") -> None:
    with unit_of_work():
        request_link(workspace, reference=reference, email=email)


def asked() -> int:
    return Event.objects.filter(type=ASKED).count()


def test_number_and_address_that_belong_together_have_the_link_mailed(client: Client, ticket: Ticket) -> None:
    assert client.post(URL, RIGHT).status_code == 303
    event = Event.objects.get(type=ASKED)
    assert (event.subject_id, event.visibility) == (ticket.pk, "internal")
    for _twice in range(2):
        with unit_of_work():
            mail_requested_link(event)
    mail = OutboundMail.objects.across_workspaces("a test").get()
    assert mail.to == "carol@customer.example"
    assert MagicLink.objects.across_workspaces("a test").count() == 1
    link = next(word for word in mail.text.split() if word.startswith(f"{settings.BASE_URL}{PAGE}?t="))
    assert client.get(link.removeprefix(settings.BASE_URL)).status_code == 303


@pytest.mark.parametrize(
    "typed",
    [
        RIGHT,
        {"reference": "TKT-0001", "email": "mallory@customer.example"},
        {"reference": "TKT-9999", "email": "carol@customer.example"},
        {"reference": "nonsense", "email": "carol@customer.example"},
        {"reference": "TKT-0000", "email": "gus@customer.example"},
    ],
)
def test_the_answer_is_the_same_whatever_was_typed(
    client: Client, ticket: Ticket, foreign_ticket: Ticket, typed: dict[str, str]
) -> None:
    answer = client.post(URL, typed)
    assert (answer.status_code, answer.content, answer["Location"]) == (303, b"", "/portal/acme/track/sent")
    headers = {name: value for name, value in answer.headers.items() if name != "X-Request-ID"}
    other = client.post(URL, {"reference": "TKT-0777", "email": "nobody@customer.example"})
    assert headers == {name: value for name, value in other.headers.items() if name != "X-Request-ID"}
    assert client.get(answer["Location"]).content == client.get(other["Location"]).content
    assert asked() == (1 if typed == RIGHT else 0)


@pytest.mark.parametrize("reference", ["TKT-0001", "tkt-1", "1", " TKT-0001 ", "TKT0001"])
def test_the_number_may_be_typed_as_people_do(client: Client, ticket: Ticket, reference: str) -> None:
    client.post(URL, {"reference": reference, "email": " Carol@Customer.Example"})
    assert asked() == 1


@pytest.mark.parametrize("reference", ["TKT-", "0", "-1", "١", "TKT-99999999999999", "TKT-0001'--"])
def test_what_is_no_number_finds_nothing(acme: Workspace, ticket: Ticket, reference: str) -> None:
    ask(acme, reference=reference)
    assert asked() == 0


def test_a_ticket_of_another_workspace_is_not_found(globex: Workspace, ticket: Ticket) -> None:
    ask(globex)
    assert asked() == 0


def test_another_customer_of_the_workspace_gets_nothing(client: Client, acme: Workspace, ticket: Ticket) -> None:
    with unit_of_work():
        ensure_customer(acme, email="dora@customer.example")
    answer = client.post(URL, RIGHT | {"email": "dora@customer.example"})
    assert (answer.status_code, answer["Location"]) == (303, "/portal/acme/track/sent")
    assert asked() == 0


def test_one_ticket_gets_three_links_an_hour(acme: Workspace, ticket: Ticket) -> None:
    for _time in range(5):
        ask(acme)
    assert asked() == 3
    Event.objects.filter(type=ASKED).update(created_at=Event.objects.earliest("id").created_at - HOUR)
    ask(acme)
    assert asked() == 4


def test_over_the_limit_of_a_ticket_the_page_says_the_same(client: Client, ticket: Ticket) -> None:
    answers = [client.post(URL, RIGHT) for _time in range(4)]
    assert {answer["Location"] for answer in answers} == {"/portal/acme/track/sent"}
    assert asked() == 3


@pytest.mark.usefixtures("limiter")
def test_one_mail_address_may_be_tried_five_times_an_hour_known_or_not(ticket: Ticket) -> None:
    for email in ("carol@customer.example", "nobody@customer.example"):
        clients = [Client(REMOTE_ADDR=f"198.51.100.{number}") for number in range(6)]
        answers = [client.post(URL, {"reference": "TKT-0001", "email": email}) for client in clients]
        assert [answer.status_code for answer in answers] == [303] * 5 + [429]


@pytest.mark.usefixtures("limiter")
def test_one_client_address_may_ask_twenty_times_an_hour(client: Client, acme: Workspace) -> None:
    answers = [client.post(URL, RIGHT | {"email": f"c{number}@customer.example"}) for number in range(21)]
    assert [answer.status_code for answer in answers] == [303] * 20 + [429]
    assert "Retry-After" in answers[-1].headers


@pytest.mark.parametrize("field", ["reference", "email"])
def test_an_empty_field_is_said_and_the_other_kept(client: Client, acme: Workspace, field: str) -> None:
    answer = client.post(URL, RIGHT | {field: ""})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in page
    assert next(value for name, value in RIGHT.items() if name != field) in page


def test_a_page_may_pass_the_number_on_and_nothing_else(client: Client, acme: Workspace) -> None:
    page = client.get(URL, {"reference": '"><script>alert(1)', "email": "carol@customer.example"}).content.decode()
    assert "<script>alert" not in page
    assert "carol@" not in page
    assert "TKT-0042" in client.get(f"{URL}?reference=TKT-0042").content.decode()


def test_a_ticket_made_for_tests_mails_nothing(acme: Workspace, ticket: Ticket) -> None:
    Ticket.objects.across_workspaces("a test").update(is_test=True)
    ask(acme)
    assert asked() == 0
