"""The list of customers and a customer's page."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from helpdesk.accounts.actors import Actor, customer_actor
from helpdesk.accounts.models import Customer, Organisation, Workspace
from helpdesk.events.unit import unit_of_work
from tests.portal.conftest import SCRIPT
from tests.portal.people.conftest import known
from tickets.actions import create_ticket
from tickets.models import Ticket

LIST = "/desk/acme/customers/"
FORM = {"email": "dora@customer.example", "name": "Dora", "external_id": "42", "language": "de", "notes": "tall"}


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_shows_the_newest_first_and_goes_on_behind_the_last(browser: Client, acme: Workspace) -> None:
    for number in range(60):
        known(acme, f"c{number:02}@customer.example")
    first = browser.get(LIST)
    shown = [one.email for one in first.context["rows"]]
    assert (shown[0], len(shown)) == ("c59@customer.example", 50)
    rest = browser.get(LIST, {"cursor": first.context["more"]})
    assert [one.email for one in rest.context["rows"]] == [
        f"c{number:02}@customer.example" for number in range(9, -1, -1)
    ]


@pytest.mark.parametrize("typed", ["pet", "PETER", "peter@in", "E-7", "inite", "pg@"])
def test_customers_are_found_by_the_beginning_of_what_they_are_known_by(
    browser: Client, acme: Workspace, initech: Organisation, typed: str
) -> None:
    peter = known(acme, "peter@initech.example", "Peter Gibbons")
    known(acme, "samir@customer.example", "Samir")
    Customer._base_manager.filter(pk=peter.pk).update(external_id="E-77")
    acme.customer_addresses.create(customer=peter, email="pg@home.example")
    assert [one.pk for one in browser.get(LIST, {"q": typed}).context["rows"]] == [peter.pk]


def test_what_stands_in_the_middle_is_no_beginning_and_signs_mean_themselves(browser: Client, carol: Customer) -> None:
    for typed in ("arol", "%", "_", "\\", "c_rol"):
        assert not browser.get(LIST, {"q": typed}).context["rows"]


def test_a_search_asks_the_indexes_in_the_order_of_their_letters(browser: Client, acme: Workspace) -> None:
    """However many begin alike, no more rows are read than are shown."""
    with CaptureQueriesContext(connection) as captured:
        browser.get(LIST, {"q": "c"})
    wanted = {"email": "customer_email_start", "name": "customer_name_start", "external_id": "customer_external_start"}
    starts = [
        query["sql"] for query in captured.captured_queries if "ORDER BY" in query["sql"] and " LIKE " in query["sql"]
    ]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
        plans = []
        for sql in starts:
            cursor.execute("EXPLAIN " + sql)
            plans.append("\n".join(row[0] for row in cursor.fetchall()))
    for name in wanted.values():
        assert any(name in plan and "Sort" not in plan for plan in plans), plans


def test_the_page_shows_who_it_is_and_the_tickets(browser: Client, ticket: Ticket, carol: Customer) -> None:
    Customer._base_manager.filter(pk=carol.pk).update(notes="Likes tea", external_id="E-1", is_blocked=True)
    shown = page(browser, f"{LIST}{carol.pk}")
    for words in ("carol@customer.example", "Likes tea", "E-1", "Blocked", ticket.reference, "Cannot sign in"):
        assert words in shown


def test_tickets_of_a_queue_that_is_not_seen_do_not_show(browser: Client, ticket: Ticket, acme: Workspace) -> None:
    Ticket._base_manager.filter(pk=ticket.pk).update(queue=acme.queues.create(name="HR", access="private"))
    assert "Cannot sign in" not in page(browser, f"{LIST}{ticket.requester_id}")


def test_the_page_takes_as_many_statements_for_many_tickets(
    browser: Client, ticket: Ticket, carol: Customer, as_carol: Actor
) -> None:
    page(browser, f"{LIST}{carol.pk}")
    with CaptureQueriesContext(connection) as few:
        page(browser, f"{LIST}{carol.pk}")
    for _ in range(15):
        with unit_of_work():
            create_ticket(actor=as_carol, requester=carol, subject="More", body="b", channel="portal")
    with CaptureQueriesContext(connection) as many:
        page(browser, f"{LIST}{carol.pk}")
    assert len(many) == len(few)


def test_the_ticket_page_leads_to_its_customer(browser: Client, ticket: Ticket) -> None:
    assert f"{LIST}{ticket.requester_id}" in page(browser, f"/desk/acme/tickets/{ticket.reference}")


def test_a_customer_is_made_and_changed(browser: Client, acme: Workspace, initech: Organisation) -> None:
    answer = browser.post(f"{LIST}new", FORM | {"organisation": "initech"})
    made = acme.customers.get(email="dora@customer.example")
    assert (answer.status_code, answer["Location"]) == (303, f"{LIST}{made.pk}")
    assert (made.name, made.organisation, made.language) == ("Dora", initech, "de")
    answer = browser.post(f"{LIST}{made.pk}/edit", FORM | {"name": "Theodora", "organisation": ""})
    made.refresh_from_db()
    assert (answer.status_code, made.name, made.organisation) == (303, "Theodora", None)


def test_a_form_sent_twice_makes_one(browser: Client, acme: Workspace) -> None:
    first, second = (browser.post(f"{LIST}new", FORM | {"once": "0" * 32}) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert acme.customers.count() == 1


@pytest.mark.parametrize(
    ("field", "value", "status"),
    [
        ("email", "nonsense", 422),
        ("email", "carol@customer.example", 409),
        ("organisation", "Nowhere", 422),
        ("name", "x" * 121, 422),
        ("language", "tlh", 422),
        ("notes", "\x00", 422),
    ],
)
def test_what_is_not_taken_stays_in_the_form(
    browser: Client, acme: Workspace, carol: Customer, field: str, value: str, status: int
) -> None:
    answer = browser.post(f"{LIST}new", FORM | {field: value})
    assert answer.status_code == status
    assert b"tall" in answer.content or field == "notes"
    assert acme.customers.count() == 1


def test_blocking_and_unblocking(browser: Client, carol: Customer) -> None:
    browser.post(f"{LIST}{carol.pk}/block", {"blocked": "yes"})
    carol.refresh_from_db()
    assert carol.is_blocked
    browser.post(f"{LIST}{carol.pk}/block", {"blocked": "no"})
    carol.refresh_from_db()
    assert not carol.is_blocked


def test_merging_looks_first_and_then_does_it(browser: Client, acme: Workspace, carol: Customer) -> None:
    double = known(acme, "carol@home.example", "Carol")
    with unit_of_work():
        create_ticket(actor=customer_actor(double, acme), requester=double, subject="Home", body="b", channel="portal")
    here = f"{LIST}{carol.pk}/merge"
    assert str(double.pk) in page(browser, here)
    preview = page(browser, f"{here}?other={double.pk}")
    assert "1 ticket" in preview
    assert acme.customers.count() == 2
    answer = browser.post(here, {"other": str(double.pk)})
    assert (answer.status_code, answer["Location"]) == (303, f"{LIST}{carol.pk}")
    assert "carol@home.example" in page(browser, f"{LIST}{carol.pk}")
    assert carol.tickets.get().subject == "Home"


def test_nobody_of_another_workspace_is_merged(browser: Client, carol: Customer, foreign_customer: Customer) -> None:
    for other in (str(foreign_customer.pk), str(carol.pk), "nonsense", ""):
        assert browser.post(f"{LIST}{carol.pk}/merge", {"other": other}).status_code == 422
    answer = browser.get(f"{LIST}{carol.pk}/merge", {"other": str(foreign_customer.pk)})
    assert b"gus@customer.example" not in answer.content


def test_what_customers_typed_does_nothing_on_these_pages(browser: Client, acme: Workspace, carol: Customer) -> None:
    Customer._base_manager.filter(pk=carol.pk).update(name=SCRIPT, notes=SCRIPT, external_id=SCRIPT[:40])
    for address in ("", f"?q={SCRIPT}", f"{carol.pk}", f"{carol.pk}/edit", f"{carol.pk}/merge"):
        assert SCRIPT not in page(browser, LIST + address)


@pytest.mark.parametrize("query", ["q=%00", "q=" + "x" * 300, "cursor=nonsense", "cursor=%00"])
def test_an_address_that_means_nothing_is_no_fault_of_ours(browser: Client, query: str) -> None:
    assert browser.get(f"{LIST}?{query}").status_code == 422
