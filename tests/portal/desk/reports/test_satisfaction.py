"""The page on customers' ratings."""

import csv
import io
import re
from collections.abc import Callable
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from helpdesk.accounts.models import Customer, Membership, Workspace
from helpdesk.accounts.scopes import REPORTS_READ, TICKETS_READ
from tests.portal.conftest import SCRIPT
from tests.portal.desk.reports.kit import REPORT, asked, rated
from tests.portal.settings.conftest import holding
from workflow.models import Queue

__all__ = ["holding"]


@pytest.fixture
def reader(vera: Membership, signed_in: Callable[[Membership], Client]) -> Client:
    """A viewer, who may read reports and write nothing."""
    return signed_in(vera)


def page_of(browser: Client, **query: str) -> str:
    answer = browser.get(REPORT, query)
    assert answer.status_code == 200
    return answer.content.decode()


def table_of(browser: Client, **form: str) -> list[list[str]]:
    answer: Any = browser.post(f"{REPORT}/export", form)
    assert answer.status_code == 200
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_it_shows_figures_pictures_tables_and_words(
    acme: Workspace, carol: Customer, alice: Membership, reader: Client
) -> None:
    asked(acme, rated(acme, carol, 5, member=alice, tags=["late"], comment=f"Good {SCRIPT}"))
    rated(acme, carol, 2, member=alice)
    page = page_of(reader)
    assert ">3.5<" in page
    assert "50 %" in page
    assert "1 of 1 who were asked" in page
    assert "Good &lt;script&gt;" in page
    assert SCRIPT not in page
    assert " style=" not in page
    assert page.count('class="good" x=') == page.count('class="low" x=') == 1
    assert "Alice" in page
    assert "late" in page


def test_without_ratings_it_says_so(acme: Workspace, reader: Client) -> None:
    assert "Nobody has rated in this time." in page_of(reader)


def test_it_leads_to_lists_of_just_these_tickets(
    acme: Workspace, carol: Customer, alice: Membership, reader: Client
) -> None:
    tag = 'so "called", \\ late'
    found = rated(acme, carol, 1, member=alice, assignee=alice, tags=[tag])
    other = rated(acme, carol, 4)
    earlier = rated(acme, carol, 1, days_ago=60, tags=[tag])
    links = re.findall(r'href="(/desk/acme/tickets/\?q=[^"]+)"', page_of(reader))
    questions = {parse_qs(urlsplit(unescape(link)).query)["q"][0].split(":")[0]: unescape(link) for link in links[1:]}
    assert set(questions) == {"assignee", "queue", "tag", "rating"}
    for name in ("tag", "rating"):
        listed = reader.get(questions[name]).content.decode()
        assert found.reference in listed
        assert other.reference not in listed
        assert earlier.reference not in listed
    assert found.reference in reader.get(questions["queue"]).content.decode()


@pytest.mark.parametrize("query", [{"days": "7"}, {"days": "90"}, {"since": "2026-01-01", "until": "2026-12-31"}])
def test_another_time_can_be_chosen(acme: Workspace, carol: Customer, reader: Client, query: dict[str, str]) -> None:
    rated(acme, carol, 4)
    page = page_of(reader, **query)
    for name, value in query.items():
        assert f'name="{name}" value="{value}"' in page


@pytest.mark.parametrize(
    ("query", "hint"),
    [
        ({"days": "0"}, "Use 7, 30, 90"),
        ({"days": "365"}, "Use 7, 30, 90"),
        ({"days": "٣٠"}, "Use 7, 30, 90"),
        ({"days": "7\x00"}, "Use 7, 30, 90"),
        ({"since": "2026-01-01"}, "Write it like"),
        ({"since": "2026-02-30", "until": "2026-03-01"}, "Write it like"),
        ({"since": "2026-W01-1", "until": "2026-03-01"}, "Write it like"),
        ({"since": "0001-01-01", "until": "0001-01-02"}, "Write it like"),
        ({"since": "9999-12-31", "until": "9999-12-31"}, "Write it like"),
        ({"since": "2026-03-02", "until": "2026-03-01"}, "Choose a day"),
        ({"since": "2024-01-01", "until": "2026-03-01"}, "Choose a day"),
        ({"cursor": "x"}, "cursor"),
    ],
)
def test_a_time_that_is_none_is_refused_by_name(reader: Client, query: dict[str, str], hint: str) -> None:
    answer = reader.get(REPORT, query)
    assert answer.status_code == 422
    assert hint in answer.content.decode()


def test_ratings_of_queues_that_are_closed_to_the_reader_are_not_in_it(
    acme: Workspace, carol: Customer, people_office: Queue, adam: Membership, reader: Client,
    signed_in: Callable[[Membership], Client],
) -> None:  # fmt: skip
    rated(acme, carol, 1, queue=people_office, tags=["payroll"], comment="zebrafish")
    rated(acme, carol, 5)
    page = page_of(reader)
    assert not [word for word in ("zebrafish", "payroll", "People") if word in page]
    assert len(table_of(reader)) == 2
    assert "zebrafish" in page_of(signed_in(adam))


def test_another_workspaces_ratings_are_not_in_it(acme: Workspace, carol: Customer, reader: Client) -> None:
    answer = reader.get(REPORT.replace("acme", "globex"))
    missing = reader.get(REPORT.replace("acme", "nowhere"))
    assert answer.status_code == missing.status_code == 404


def test_who_may_not_read_tickets_sees_figures_without_words(
    acme: Workspace, carol: Customer, holding: Callable[..., Client]
) -> None:
    ticket = rated(acme, carol, 5, comment="zebrafish")
    page = page_of(holding(REPORTS_READ))
    assert ">5.0<" in page
    assert not [word for word in ("zebrafish", ticket.reference, "tickets/?q=") if word in page]
    assert "zebrafish" in page_of(holding(REPORTS_READ, TICKETS_READ))


def test_what_was_said_comes_page_by_page(acme: Workspace, carol: Customer, reader: Client) -> None:
    for number in range(21):
        rated(acme, carol, 5, days_ago=number / 100, comment=f"said-{number}.")
    first = page_of(reader, days="7")
    assert "said-19." in first
    assert "said-20." not in first
    more = re.search(r'href="(\?days=7&amp;cursor=[^"]+)#said"', first)
    assert more
    second = reader.get(REPORT + unescape(more[1])).content.decode()
    assert "said-20." in second
    assert "said-19." not in second
    assert "cursor=" not in second


def test_the_number_of_statements_does_not_grow(
    acme: Workspace, carol: Customer, alice: Membership, reader: Client
) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            page_of(reader)
        return len(captured)

    rated(acme, carol, 5, member=alice, comment="one")
    statements()
    few = statements()
    for number in range(6):
        asked(acme, rated(acme, carol, 1, member=alice, tags=[f"tag {number}"], comment="more"))
    assert statements() <= few


def test_the_page_asks_for_ratings_and_surveys_four_times(
    acme: Workspace, carol: Customer, alice: Membership, reader: Client
) -> None:
    asked(acme, rated(acme, carol, 5, member=alice, tags=["late"], comment="Thanks"))
    with CaptureQueriesContext(connection) as captured:
        page_of(reader)
    about = [query["sql"] for query in captured if "tickets_feedback" in query["sql"]]
    # Taken apart, the period before, who was asked, what was said.
    assert len(about) == 4


def test_the_table_for_spreadsheets_holds_no_formula(
    acme: Workspace, carol: Customer, alice: Membership, adam: Membership, signed_in: Callable[..., Client]
) -> None:
    ticket = rated(acme, carol, 1, member=alice, tags=["=1+1"], comment='=HYPERLINK("http://evil.example")')
    rated(acme, carol, 5, days_ago=40)
    head, row = table_of(signed_in(adam), days="30")
    found = dict(zip(head, row, strict=True))
    assert (found["Score"], found["Reference"], found["Agent"]) == ("1", ticket.reference, "Alice")
    assert (found["Tags"], found["Comment"]) == ("'=1+1", '\'=HYPERLINK("http://evil.example")')


def test_words_leave_only_with_who_may_export_tickets(acme: Workspace, carol: Customer, reader: Client) -> None:
    rated(acme, carol, 1, comment="zebrafish")
    head, row = table_of(reader)
    assert "Comment" not in head
    assert "zebrafish" not in row


def test_a_table_of_no_time_is_refused(reader: Client) -> None:
    assert reader.post(f"{REPORT}/export", {"days": "x"}).status_code == 422
    assert reader.get(f"{REPORT}/export").status_code == 405
