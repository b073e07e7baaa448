"""The compiled reads: what they keep, and what comes out of a row."""

from typing import Any

import pytest
from django.test import Client

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Membership, User
from helpdesk.events.unit import unit_of_work
from helpdesk.lib.errors import NotFound
from portal.desk import reads
from portal.desk.parts import assemble, columns, part
from portal.desk.reads import read_sheet
from tickets.actions import assign_ticket, change_status, rate_ticket
from tickets.models import Ticket


def test_a_sheet_has_the_people_and_the_rating(
    ticket: Ticket, as_alice: Actor, as_carol: Actor, alice: Membership, django_assert_num_queries: Any
) -> None:
    with unit_of_work():
        assign_ticket(ticket, actor=as_alice, to=alice)
        change_status(ticket, actor=as_alice, to="resolved")
        rate_ticket(ticket, actor=as_carol, score=4, comment="Quick.")
    ticket.refresh_from_db()
    with django_assert_num_queries(1):
        sheet = read_sheet(as_alice, ticket.number)
        assert sheet.ticket.requester.display_name == "Carol"
        assert sheet.ticket.assignee is not None
        assert sheet.ticket.assignee.user.name == "Alice"
        assert sheet.feedback is not None
        assert (sheet.feedback.score, sheet.feedback.comment) == (4, "Quick.")
        assert (sheet.ticket.version, sheet.ticket.updated_at) == (ticket.version, ticket.updated_at)


def test_who_is_not_there_is_none(ticket: Ticket, as_alice: Actor, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        sheet = read_sheet(as_alice, ticket.number)
        assert sheet.ticket.assignee is None
        assert sheet.feedback is None


def test_test_tickets_and_numbers_without_a_ticket_are_not_found(ticket: Ticket, as_alice: Actor) -> None:
    Ticket.objects.across_workspaces("a test").filter(pk=ticket.pk).update(is_test=True)
    for number in (ticket.number, 999_999_999):
        with pytest.raises(NotFound):
            read_sheet(as_alice, number)


def test_a_column_that_was_left_out_is_fetched_when_it_is_used(
    alice: Membership, django_assert_num_queries: Any
) -> None:
    parts = (part("", Membership, "role"), part("user", User, "name"))
    row = Membership.objects.across_workspaces("a test").values_list(*columns(parts)).get(pk=alice.pk)
    member = assemble(parts, row)
    with django_assert_num_queries(0):
        assert (member.role, member.user.name) == ("agent", "Alice")
    with django_assert_num_queries(1):
        assert member.user.email == "alice@acme.example"


def test_one_statement_is_kept_for_all_words_and_none_for_names(browser: Client, ticket: Ticket) -> None:
    browser.get("/desk/acme/tickets/?q=word")
    kept = len(reads._page._compiled._statements)
    for number in range(3):
        assert browser.get(f"/desk/acme/tickets/?q=word{number}").status_code == 200
        assert browser.get(f"/desk/acme/tickets/?tag=tag{number}").status_code == 200
    assert len(reads._page._compiled._statements) == kept
