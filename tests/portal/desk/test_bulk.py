"""Changing many tickets from the list: choose, look, start, watch, take back."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Customer, Membership
from helpdesk.events.unit import unit_of_work
from tests.portal.conftest import SCRIPT
from tests.portal.desk.conftest import open_ticket, version_of
from tests.tickets.actions.kit import another, fresh
from tests.tickets.bulk.kit import finish, many
from tickets.actions import mark_spam
from tickets.models import BulkChange, Ticket
from workflow.models import Queue

NEW = "/desk/acme/bulk/new"


def only() -> BulkChange:
    """The one change there is."""
    return BulkChange.objects.across_workspaces("one test").select_related("workspace").get()


def page(client: Client, **asked: Any) -> str:
    """The page of choices and preview."""
    answer = client.get(NEW + "?" + urlencode(asked, doseq=True))
    assert answer.status_code == 200, answer.content
    return answer.content.decode()


def changes() -> int:
    """How many changes there are."""
    return BulkChange.objects.across_workspaces("one test").count()


def test_the_list_offers_boxes_and_a_bar_without_script(browser: Client, ticket: Ticket) -> None:
    text = browser.get("/desk/acme/tickets/?view=open&priority=medium").content.decode()
    assert f'name="ticket" value="{ticket.number}" form="bulk" aria-label="{ticket.reference}"' in text
    assert 'name="words" value="is:open priority:medium"' in text
    assert 'name="all" value="1"' in text


def test_a_viewer_has_no_boxes(viewer: Client, ticket: Ticket) -> None:
    assert 'form="bulk"' not in viewer.get("/desk/acme/tickets/").content.decode()


def test_from_ticked_rows_to_the_result(browser: Client, as_alice: Actor, ticket: Ticket) -> None:
    other, left = another(ticket), another(ticket)
    asked = {"ticket": [ticket.number, other.number], "words": "is:open"}
    assert "Change 2 tickets" in page(browser, **asked)
    seen = page(browser, **asked, priority="high", add_tags="late, two words")
    assert f">{ticket.reference}</a>" in seen
    assert f">{left.reference}</a>" not in seen
    assert '<del class="before" dir="auto">Medium</del>' in seen
    assert '<ins class="after" dir="auto">late, two words</ins>' in seen
    assert "Change 2 tickets now" in seen
    assert fresh(ticket).priority == "medium"
    answer = browser.post(NEW, asked | {"priority": "high", "add_tags": "late, two words"})
    assert (answer.status_code, answer["Location"]) == (303, f"/desk/acme/bulk/{only().pk}")
    waiting = browser.get(answer["Location"]).content.decode()
    assert "0 of 2" in waiting
    assert 'hx-trigger="every 2s"' in waiting
    finish(only())
    done = browser.get(answer["Location"]).content.decode()
    assert "2 of 2" in done
    assert "hx-trigger" not in done.partition('id="bulk-change"')[2]
    assert (fresh(ticket).tags, fresh(other).priority, fresh(left).priority) == (
        ["late", "two words"],
        "high",
        "medium",
    )


def test_a_whole_list_by_its_words(browser: Client, as_alice: Actor, ticket: Ticket) -> None:
    other = another(ticket, priority="urgent")
    asked = {"all": "1", "words": "is:open priority:urgent", "status": "pending"}
    seen = page(browser, **asked)
    assert "Change 1 ticket now" in seen
    assert "is:open priority:urgent" in seen
    browser.post(NEW, asked)
    change = finish(only())
    assert (change.query, fresh(other).status, fresh(ticket).status) == ("is:open priority:urgent", "pending", "open")


def test_a_whole_queue_with_its_spam_to_another(browser: Client, as_alice: Actor, ticket: Ticket) -> None:
    spam = another(ticket)
    with unit_of_work():
        mark_spam(spam, actor=as_alice)
    returns = as_alice.workspace.queues.create(name="Returns")
    asked = {"from_queue": fresh(ticket).queue_id, "queue": returns.pk}
    assert "Change 2 tickets now" in page(browser, **asked)
    browser.post(NEW, asked)
    assert finish(only()).query == "queue:Inbox"
    assert (fresh(ticket).queue_id, fresh(spam).queue_id) == (returns.pk, returns.pk)


def test_the_workspaces_own_status_by_its_name(browser: Client, as_alice: Actor, ticket: Ticket) -> None:
    word = as_alice.workspace.custom_statuses.create(label="With supplier", kind="pending")
    seen = page(browser, ticket=ticket.number, status=word.pk)
    assert '<ins class="after" dir="auto">With supplier</ins>' in seen
    browser.post(NEW, {"ticket": ticket.number, "status": word.pk})
    finish(only())
    assert fresh(ticket).custom_status_id == word.pk


def test_me_and_nobody(browser: Client, alice: Membership, ticket: Ticket) -> None:
    browser.post(NEW, {"ticket": ticket.number, "assignee": "me"})
    finish(only())
    assert fresh(ticket).assignee_id == alice.pk
    assert '<ins class="after" dir="auto">nobody</ins>' in page(browser, ticket=ticket.number, assignee="none")


def test_the_preview_says_what_would_be_refused_and_why(
    browser: Client, as_alice: Actor, carol: Customer, ticket: Ticket
) -> None:
    with unit_of_work():
        mark_spam(ticket, actor=as_alice)
    seen = page(browser, ticket=ticket.number, status="pending")
    assert "Refused:" in seen
    assert "This ticket is marked as spam. Take it out of the spam first." in seen


def test_texts_are_inert_everywhere(browser: Client, as_carol: Actor, carol: Customer, as_alice: Actor) -> None:
    ticket = open_ticket(as_carol, carol, SCRIPT)
    seen = page(browser, ticket=ticket.number, add_tags=SCRIPT, words=SCRIPT)
    change = many(as_alice, add_tags=[SCRIPT])
    merge = browser.get(f"/desk/acme/bulk/merge?ticket={ticket.number}&ticket={another(ticket).number}")
    pages = [seen, merge.content.decode()]
    pages += [browser.get(f"/desk/acme/bulk/{path}").content.decode() for path in ("", change.pk)]
    assert all(SCRIPT not in text and "&lt;script&gt;" in text for text in pages)


def test_a_form_sent_twice_starts_one(browser: Client, ticket: Ticket) -> None:
    form = {"ticket": ticket.number, "priority": "high", "once": "a" * 32}
    answers = [browser.post(NEW, form) for _ in range(2)]
    assert {answer["Location"] for answer in answers} == {f"/desk/acme/bulk/{only().pk}"}


def test_more_than_it_takes_is_said(browser: Client, monkeypatch: pytest.MonkeyPatch, ticket: Ticket) -> None:
    monkeypatch.setattr("portal.desk.bulk.new.MOST", 2)
    for _ in range(2):
        another(ticket)
    seen = page(browser, all="1", words="is:open")
    assert "Change the newest 2 tickets" in seen
    assert "There are more than 2 tickets in it." in seen


def test_the_preview_goes_on_page_by_page(browser: Client, monkeypatch: pytest.MonkeyPatch, ticket: Ticket) -> None:
    monkeypatch.setattr("portal.desk.bulk.new.PAGE_SIZE", 2)
    tickets = [ticket, *(another(ticket, subject="Printer") for _ in range(4))]
    for words in ("is:open", "is:open is:unassigned"):
        seen, at = [], f"?{urlencode({'all': '1', 'words': words, 'priority': 'high'})}"
        while at:
            text = browser.get(NEW + at).content.decode()
            seen.append([one.reference for one in tickets if f">{one.reference}</a>" in text])
            at = text.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0].replace("&amp;", "&")
            at = at if 'rel="next"' in text else ""
        assert [len(one) for one in seen] == [2, 2, 1]
        assert len({one for rows in seen for one in rows}) == 5


def test_a_page_of_the_preview_costs_the_same_however_many_there_are(
    browser: Client, monkeypatch: pytest.MonkeyPatch, ticket: Ticket
) -> None:
    monkeypatch.setattr("portal.desk.bulk.new.PAGE_SIZE", 2)
    another(ticket)
    asked = {"all": "1", "words": "is:open", "priority": "high"}
    page(browser, **asked)
    with CaptureQueriesContext(connection) as few:
        page(browser, **asked)
    for _ in range(8):
        another(ticket)
    with CaptureQueriesContext(connection) as more:
        page(browser, **asked)
    assert len(more) == len(few)


def test_a_hidden_ticket_is_neither_chosen_nor_named(
    browser: Client, as_alice: Actor, private_ticket: Ticket, ticket: Ticket
) -> None:
    version = version_of(private_ticket)
    for asked in ({"ticket": [private_ticket.number, ticket.number]}, {"all": "1", "words": ""}):
        seen = page(browser, **asked, priority="high")
        assert "zebrafish" not in seen
        assert "Change 1 ticket now" in seen
        browser.post(NEW, asked | {"priority": "high"})
    for change in BulkChange.objects.across_workspaces("one test"):
        finish(change)
    assert version_of(private_ticket) == version


def test_a_hidden_queue_cannot_be_chosen_and_is_never_named(
    browser: Client, people_office: Queue, ticket: Ticket
) -> None:
    answers = [
        browser.get(NEW, asked | {"priority": "high"})
        for asked in ({"from_queue": people_office.pk}, {"from_queue": 4711})
    ]
    assert [answer.status_code for answer in answers] == [422, 422]
    answer = browser.get(NEW, {"ticket": ticket.number, "queue": people_office.pk})
    assert answer.status_code == 422
    assert "People" not in answer.content.decode()


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"words": "is:open"},
        {"ticket": "x"},
        {"ticket": "²"},
        {"ticket": "9" * 30},
        {"ticket": [str(number) for number in range(101)]},
        {"all": "1", "words": "is:nothing"},
        {"all": "1", "words": "x" * 501},
        {"all": "1", "words": "\x00"},
        {"from_queue": "x"},
        {"ticket": "1", "status": "gone"},
        {"ticket": "1", "status": "9" * 40},
        {"ticket": "1", "status": "999999999"},
        {"ticket": "1", "priority": "now"},
        {"ticket": "1", "queue": "x"},
        {"ticket": "1", "assignee": "x"},
        {"ticket": "1", "spam": "perhaps"},
        {"ticket": "1", "spam": "yes", "status": "open"},
        {"ticket": "1", "add_tags": "x" * 65},
        {"ticket": "1", "add_tags": "a", "remove_tags": "a"},
        {"ticket": "1", "add_tags": "a\x00"},
        {"ticket": "1", "priority": "high", "cursor": "nonsense"},
    ],
)
def test_bad_input_is_told_and_starts_nothing(asked: dict[str, Any], browser: Client, ticket: Ticket) -> None:
    shown = browser.get(NEW + "?" + urlencode(asked, doseq=True))
    assert (shown.status_code, "notice danger" in shown.content.decode()) == (422, True)
    if "cursor" not in asked:
        assert browser.post(NEW, asked).status_code == 422
        assert changes() == 0


def test_a_start_without_any_change_is_refused(browser: Client, ticket: Ticket) -> None:
    answer = browser.post(NEW, {"ticket": ticket.number})
    assert answer.status_code == 422
    assert "Choose what to change" in answer.content.decode()


def test_a_viewer_may_do_none_of_it(viewer: Client, as_alice: Actor, ticket: Ticket) -> None:
    change = many(as_alice, priority="high")
    pages = ("", "new?ticket=1", "merge?ticket=1", change.pk)
    forms = ("new", "merge", f"{change.pk}/stop", f"{change.pk}/undo")
    answers = [viewer.get(f"/desk/acme/bulk/{path}") for path in pages]
    answers += [viewer.post(f"/desk/acme/bulk/{path}") for path in forms]
    assert {answer.status_code for answer in answers} == {403}


def test_a_member_of_another_workspace_finds_none_of_it(
    signed_in: Callable[[Membership], Client], eve: Membership, as_alice: Actor, ticket: Ticket
) -> None:
    change = many(as_alice, priority="high")
    stranger = signed_in(eve)
    missing = stranger.get("/desk/nowhere/bulk/")
    for path in ("", "new", "merge", str(change.pk)):
        answer = stranger.get(f"/desk/acme/bulk/{path}")
        assert (answer.status_code, answer.content) == (404, missing.content)
