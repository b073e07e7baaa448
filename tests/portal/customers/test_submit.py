"""/portal/<workspace>/submit"""

from typing import Any

import pytest
from django.test import Client

from helpdesk.accounts.models import Customer, Workspace
from helpdesk.events.models import Event
from tickets.models import MagicLink

pytestmark = pytest.mark.django_db

URL = "/portal/acme/submit"
GOOD = {
    "name": "Dora",
    "email": "dora@customer.example",
    "subject": "No sound",
    "description": "It is silent.\r\nSince Monday.",
    "website": "",
}


def send(client: Client, **changed: str) -> Any:
    return client.post(URL, GOOD | changed)


def test_a_request_becomes_a_ticket_of_the_portal(client: Client, acme: Workspace) -> None:
    answer = send(client)
    ticket = acme.tickets.select_related("requester").get()
    assert answer.status_code == 303
    assert answer["Location"].startswith("/portal/acme/submitted/1.")
    assert (ticket.subject, ticket.body, ticket.channel) == ("No sound", "It is silent.\nSince Monday.", "portal")
    assert (ticket.requester.name, ticket.requester.email) == ("Dora", "dora@customer.example")
    event = Event.objects.get(type="ticket.created")
    assert (event.actor_kind, event.actor_id) == ("customer", ticket.requester_id)


def test_the_browser_gets_no_link_and_no_cookie_that_opens_the_ticket(client: Client, acme: Workspace) -> None:
    answer = send(client)
    page = client.get(answer["Location"])
    assert "t=" not in answer["Location"]
    assert b"eyJ" not in page.content
    assert set(client.cookies) <= {"csrftoken"}
    assert client.get("/portal/acme/tickets/TKT-0001").status_code == 401
    assert not MagicLink.objects.across_workspaces("a test").exists()


def test_a_known_customer_keeps_the_name_and_is_not_told_apart(
    client: Client, acme: Workspace, carol: Customer
) -> None:
    known = send(client, email="Carol@Customer.example ", name="Mallory")
    unknown = send(client, name="Mallory")
    carol.refresh_from_db()
    assert carol.name == "Carol"
    assert acme.customers.filter(email="carol@customer.example").count() == 1
    pages = [client.get(answer["Location"]).content.decode() for answer in (known, unknown)]
    same = pages[0].replace("TKT-0001", "TKT-0002").replace("ca…", "do…")
    assert same.replace(known["Location"], unknown["Location"]) == pages[1]
    assert not any("Carol" in page or "Mallory" in page for page in pages)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", " ", "Please fill this in."),
        ("name", "n" * 121, "at most 120 characters; these are 121"),
        ("email", "", "Please fill this in."),
        ("email", "dora", "Use one address such as ana@example.com."),
        ("email", "a@b.example, c@d.example", "Use one address such as ana@example.com."),
        ("email", "dora@customer.example\r\nBcc: all@customer.example", "Use one address such as ana@example.com."),
        ("subject", "", "Please fill this in."),
        ("subject", "s" * 201, "at most 200 characters; these are 201"),
        ("description", " \r\n ", "Please fill this in."),
        ("description", "d" * 5001, "at most 5000 characters; these are 5001"),
        ("description", "a\x00b", "Null characters are not allowed."),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    client: Client, acme: Workspace, field: str, value: str, said: str
) -> None:
    answer = send(client, **{field: value})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page.split(f'id="id_{field}_error"')[1].split("</ul>")[0]
    marked = next(tag for tag in page.split("<") if f'id="id_{field}"' in tag)
    assert 'aria-invalid="true"' in marked
    assert "autofocus" in marked
    assert page.count("autofocus") == 1
    assert not acme.tickets.exists()
    assert not acme.customers.exists()


def test_all_faults_are_shown_at_once_and_the_rest_is_kept(client: Client, acme: Workspace) -> None:
    page = send(client, name="", subject="", description="Kept <b>as</b> it was").content.decode()
    assert page.count("Please fill this in.</li>") == 2 + 2  # beside the field and in the summary
    assert 'href="#id_name"' in page
    assert 'value="dora@customer.example"' in page
    assert "Kept &lt;b&gt;as&lt;/b&gt; it was" in page


def test_line_breaks_count_once_and_a_full_description_is_taken(client: Client, acme: Workspace) -> None:
    assert send(client, description="\r\n".join(["x"] * 2500) + "y").status_code == 303
    assert len(acme.tickets.get().body) == 5000


def test_a_program_that_fills_in_every_field_sends_nothing(client: Client, acme: Workspace) -> None:
    answer = send(client, website="https://spam.example")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Please press the button again." in page
    assert "spam.example" not in page
    assert "It is silent." in page
    assert not acme.tickets.exists()


def test_the_trap_is_hidden_from_people_and_screen_readers(client: Client, acme: Workspace) -> None:
    page = client.get(URL).content.decode()
    trap = page.split('class="portal-trap"')[1].split("</div>")[0]
    assert trap.startswith(' aria-hidden="true"')
    assert 'tabindex="-1"' in trap
    assert 'autocomplete="off"' in trap


@pytest.mark.usefixtures("limiter")
def test_one_client_address_may_send_ten_an_hour(client: Client, acme: Workspace) -> None:
    answers = [send(client, email=f"d{number}@customer.example") for number in range(11)]
    assert [answer.status_code for answer in answers] == [303] * 10 + [429]
    assert acme.tickets.count() == 10
    assert 0 < int(answers[-1]["Retry-After"]) <= 3600
    assert "It is silent." in answers[-1].content.decode()
    assert send(Client(REMOTE_ADDR="198.51.100.7"), email="new@customer.example").status_code == 303


@pytest.mark.usefixtures("limiter")
def test_one_mail_address_may_be_used_five_times_an_hour(acme: Workspace) -> None:
    clients = [Client(REMOTE_ADDR=f"198.51.100.{number}") for number in range(6)]
    spellings = ["dora@customer.example", "DORA@customer.example "] * 3
    answers = [send(client, email=email) for client, email in zip(clients, spellings, strict=True)]
    assert [answer.status_code for answer in answers] == [303] * 5 + [429]
    assert acme.tickets.count() == 5


def test_typing_mistakes_do_not_count(client: Client, acme: Workspace) -> None:
    for _try in range(12):
        assert send(client, subject="").status_code == 422
    assert send(client).status_code == 303


@pytest.mark.usefixtures("limiter")
def test_a_forwarded_address_is_not_believed_from_a_stranger(acme: Workspace) -> None:
    answers = [
        send(Client(headers={"X-Forwarded-For": f"203.0.113.{number}"}), email=f"d{number}@customer.example")
        for number in range(11)
    ]
    assert answers[-1].status_code == 429


def test_each_workspace_counts_for_itself(client: Client, acme: Workspace, globex: Workspace) -> None:
    for number in range(10):
        send(client, email=f"d{number}@customer.example")
    assert client.post("/portal/globex/submit", GOOD).status_code == 303


def test_a_form_without_its_token_is_refused(acme: Workspace) -> None:
    answer = Client(enforce_csrf_checks=True).post(URL, GOOD)
    assert answer.status_code == 403
    assert not acme.tickets.exists()


def test_line_breaks_in_one_line_fields_become_blanks(client: Client, acme: Workspace) -> None:
    send(client, subject="Hello\r\nBcc: all@customer.example", name="Dora\nReply-To: x@y.example")
    ticket = acme.tickets.select_related("requester").get()
    assert ticket.subject == "Hello Bcc: all@customer.example"
    assert ticket.requester.name == "Dora Reply-To: x@y.example"


def test_other_methods_are_refused(client: Client, acme: Workspace) -> None:
    assert client.put(URL).status_code == 405
    assert client.delete(URL).status_code == 405
