"""The list of tickets."""

import re
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from helpdesk.accounts.actions.ensure_customer import ensure_customer
from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Customer, Membership, Workspace
from helpdesk.events.unit import unit_of_work
from tests.portal.conftest import SCRIPT
from tests.portal.desk.conftest import open_ticket, say
from tickets.actions import assign_ticket, change_priority, change_status, change_tags
from tickets.models import Ticket
from tickets.query.filters import KINDS
from tickets.search import index_ticket

LIST = "/desk/acme/tickets/"


def subjects(client: Client, query: str = "") -> list[str]:
    """The subjects that a list shows."""
    answer = client.get(LIST + query)
    assert answer.status_code == 200
    return [row["subject"] for row in answer.context["rows"]]


def test_it_shows_who_what_and_the_last_line(browser: Client, ticket: Ticket, as_alice: Actor) -> None:
    say(ticket, as_alice, "Try again now, please.")
    page = browser.get(LIST).content.decode()
    for text in ("Carol", "Cannot sign in", "Try again now, please.", ticket.reference, "We wrote:"):
        assert text in page


def test_a_customer_who_waits_is_marked(browser: Client, ticket: Ticket, as_alice: Actor) -> None:
    assert b"ticket-waiting" in browser.get(LIST).content
    say(ticket, as_alice, "Done.")
    assert b"ticket-waiting" not in browser.get(LIST).content


def test_newest_first(browser: Client, ticket: Ticket, as_carol: Actor, carol: Customer) -> None:
    open_ticket(as_carol, carol, "Second")
    assert subjects(browser) == ["Second", "Cannot sign in"]


@pytest.mark.parametrize(
    ("status", "views"),
    [
        ("open", {"open", "unassigned", "all"}),
        ("in_progress", {"open", "unassigned", "all"}),
        ("pending", {"pending", "unassigned", "all"}),
        ("resolved", {"resolved", "all"}),
        ("closed", {"closed", "all"}),
    ],
)
def test_each_status_is_in_its_lists(
    status: str, views: set[str], browser: Client, ticket: Ticket, as_alice: Actor
) -> None:
    with unit_of_work():
        change_status(ticket, actor=as_alice, to=status)
    words = ("open", "mine", "unassigned", "pending", "resolved", "closed", "all")
    assert {word for word in words if subjects(browser, f"?view={word}")} == views


def test_mine_are_those_given_to_me(browser: Client, ticket: Ticket, as_alice: Actor, alice: Membership) -> None:
    assert subjects(browser, "?view=mine") == []
    with unit_of_work():
        assign_ticket(ticket, actor=as_alice, to=alice)
    assert subjects(browser, "?view=mine") == subjects(browser, "?assignee=me") == ["Cannot sign in"]
    assert subjects(browser, f"?assignee={alice.pk}") == ["Cannot sign in"]
    assert subjects(browser, "?view=unassigned") == subjects(browser, "?assignee=none") == []


def test_filters_narrow_together(browser: Client, ticket: Ticket, as_alice: Actor) -> None:
    with unit_of_work():
        change_priority(ticket, actor=as_alice, to="urgent")
        change_tags(ticket, actor=as_alice, to=["login", "two words"])
    assert subjects(browser, "?priority=urgent&tag=two+words") == ["Cannot sign in"]
    assert subjects(browser, "?priority=low&tag=login") == []
    assert subjects(browser, "?priority=urgent&tag=words") == []
    assert subjects(browser, "?view=open&status=resolved") == []


def test_words_are_looked_for_in_all_tickets(browser: Client, ticket: Ticket, as_alice: Actor, acme: Workspace) -> None:
    with unit_of_work():
        change_status(ticket, actor=as_alice, to="closed")
    index_ticket(ticket.pk, acme.pk)
    assert subjects(browser, "?view=open&q=sign+in") == ["Cannot sign in"]
    assert subjects(browser, "?q=nonsense") == []


def test_an_address_finds_its_owners_tickets(browser: Client, ticket: Ticket, acme: Workspace, as_alice: Actor) -> None:
    with unit_of_work():
        other = ensure_customer(acme, email="dora@customer.example", name="Dora")
    open_ticket(as_alice, other, "Of Dora")
    assert subjects(browser, "?q=Carol@Customer.example") == ["Cannot sign in"]


@pytest.mark.parametrize("words", ["TKT-0001", "tkt-1", "#1", "1", "0001"])
def test_a_number_opens_its_ticket(words: str, browser: Client, ticket: Ticket) -> None:
    answer = browser.get(LIST, {"q": words})
    assert answer.status_code == 303
    assert answer["Location"] == LIST + "TKT-0001"


def test_a_number_opens_its_ticket_when_only_the_list_was_asked_for(browser: Client, ticket: Ticket) -> None:
    answer = browser.get(LIST, {"q": "1"}, headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == LIST + "TKT-0001"


def test_a_number_that_nothing_has_is_looked_for_as_a_word(browser: Client, ticket: Ticket) -> None:
    assert subjects(browser, "?q=77") == []


@pytest.mark.parametrize(
    "query",
    [
        "view=x",
        "status=x",
        "priority=x",
        "assignee=x",
        "cursor=x",
        "colour=red",
        "view=all&view=open",
        "q=%00",
        "q=colour:red",
        "q=queue:nowhere",
        "q=" + "a" * 501,
    ],
)
def test_a_filter_that_does_not_exist_is_refused_kindly(query: str, browser: Client, ticket: Ticket) -> None:
    answer = browser.get(f"{LIST}?{query}")
    assert answer.status_code == 422
    assert answer.context["rows"] == []
    assert b'role="alert"' in answer.content
    assert b"Show all open tickets" in answer.content


def test_words_that_make_no_question_stay_in_the_box_with_the_reason_beside_it(browser: Client, ticket: Ticket) -> None:
    page = browser.get(LIST, {"q": 'printer colour:"red"', "priority": "high"}).content.decode()
    assert 'value="printer colour:&quot;red&quot;"' in page
    assert 'aria-invalid="true"' in page
    assert '<option value="high" selected>' in page
    beside = page[page.index('id="q-problem"') :]
    assert "There is no filter “colour:”" in beside
    assert "assignee:" in beside


def test_words_filters_and_selects_work_together(browser: Client, ticket: Ticket, acme: Workspace) -> None:
    index_ticket(ticket.pk, acme.pk)
    words = "sign is:open -tag:late requester:carol@customer.example queue:inbox"
    assert subjects(browser, "?" + urlencode({"q": words, "status": "open"})) == ["Cannot sign in"]
    assert subjects(browser, "?" + urlencode({"q": words, "status": "pending"})) == []


def test_everything_that_can_be_typed_is_explained_with_links_that_work(browser: Client, ticket: Ticket) -> None:
    page = browser.get(LIST)
    links = re.findall(r'<a href="(\?q=[^"]+)"><code>', page.content.decode())
    assert len(links) > len(KINDS)
    known = [link for link in links if not re.search("team|org|queue|status|type|field|assignee%3Aana", link)]
    assert {browser.get(LIST + unescape(link)).status_code for link in known} <= {200, 303}


def test_pages_go_on_where_the_last_one_ended(
    browser: Client, as_carol: Actor, carol: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.desk.ticket_list.PAGE_SIZE", 2)
    for number in range(5):
        open_ticket(as_carol, carol, f"Number {number}")
    seen: list[str] = []
    address = LIST + "?view=all&priority=medium"
    while address:
        answer = browser.get(address)
        seen += [row["subject"] for row in answer.context["rows"]]
        address = LIST + answer.context["more"] if answer.context["more"] else ""
        assert not address or "priority=medium" in address
    assert seen == [f"Number {number}" for number in (4, 3, 2, 1, 0)]
    assert answer.context["first"] == "?view=all&priority=medium"
    assert b"Newest" in answer.content


def test_an_empty_list_says_so(browser: Client) -> None:
    assert b"Nothing here" in browser.get(LIST).content
    assert b"Nothing found" in browser.get(LIST + "?tag=none").content


def test_what_people_wrote_is_inert(browser: Client, as_carol: Actor, carol: Customer) -> None:
    open_ticket(as_carol, carol, SCRIPT, body=SCRIPT, tags=[SCRIPT])
    page = browser.get(LIST).content.decode()
    assert SCRIPT not in page
    assert "&lt;script&gt;" in page


def test_the_number_of_statements_does_not_grow_with_the_list(
    browser: Client, ticket: Ticket, as_carol: Actor, carol: Customer, django_assert_num_queries: Any
) -> None:
    browser.get(LIST)
    with django_assert_num_queries(4):
        browser.get(LIST)
    for number in range(10):
        open_ticket(as_carol, carol, f"Number {number}", tags=["a", "b"])
    with django_assert_num_queries(4):
        assert len(subjects(browser)) == 11


def test_the_desks_own_address_leads_to_the_list(browser: Client) -> None:
    assert browser.get("/desk/acme/")["Location"] == LIST


def test_a_viewer_is_not_offered_new_tickets(viewer: Client, ticket: Ticket) -> None:
    page = viewer.get(LIST)
    assert b"Cannot sign in" in page.content
    assert b"tickets/new" not in page.content
