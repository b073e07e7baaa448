"""What happened to a ticket, in words."""

from typing import Any

from django.test import Client

from helpdesk.accounts.actors import Actor, system_actor
from helpdesk.accounts.models import Membership, Workspace
from helpdesk.events.unit import unit_of_work
from tests.portal.conftest import SCRIPT
from tests.portal.desk.conftest import say
from tickets.actions import assign_ticket, change_priority, change_status, change_subject, change_tags, rate_ticket
from tickets.models import Ticket


def told(client: Client, address: str) -> list[tuple[str, str, str | None, str | None]]:
    """The lines of the page, oldest first."""
    entries = client.get(f"{address}/history").context["entries"]
    return [(entry.who, entry.did, entry.before, entry.after) for entry in reversed(entries)]


def test_every_change_is_told_with_before_and_after(
    browser: Client, address: str, ticket: Ticket, as_alice: Actor, as_carol: Actor, adam: Membership, acme: Workspace
) -> None:
    with unit_of_work():
        assign_ticket(ticket, actor=as_alice, to=adam)
        change_priority(ticket, actor=as_alice, to="urgent")
        change_subject(ticket, actor=as_alice, to="Sign-in fails")
        change_tags(ticket, actor=as_alice, to=["login", "bug"])
        change_status(ticket, actor=as_alice, to="resolved")
        rate_ticket(ticket, actor=as_carol, score=4)
        change_status(ticket, actor=system_actor(acme), to="closed")
    say(ticket, as_alice, "Note.", is_internal=True)
    assert told(browser, address) == [
        ("Carol", "opened the ticket by web form", None, None),
        ("Alice", "changed the assignee", "nobody", "Adam"),
        ("Alice", "changed the priority", "Medium", "Urgent"),
        ("Alice", "changed the subject", "Cannot sign in", "Sign-in fails"),
        ("Alice", "changed the tags", "none", "login, bug"),
        ("Alice", "changed the status", "Open", "Resolved"),
        ("Carol", "rated the help 4 of 5", None, None),
        ("Acme", "changed the status", "Resolved", "Closed"),
        ("Alice", "wrote a note", None, None),
    ]


def test_an_erased_text_leaves_the_change_without_it(
    browser: Client, address: str, ticket: Ticket, as_alice: Actor
) -> None:
    with unit_of_work():
        change_subject(ticket, actor=as_alice, to="Other")
    ticket.revisions.all().delete()
    assert told(browser, address)[1] == ("Alice", "changed the subject", None, None)


def test_texts_are_inert(browser: Client, address: str, ticket: Ticket, as_alice: Actor) -> None:
    with unit_of_work():
        change_subject(ticket, actor=as_alice, to=SCRIPT)
    assert SCRIPT not in browser.get(f"{address}/history").content.decode()


def test_the_number_of_statements_does_not_grow_with_the_history(
    browser: Client, address: str, ticket: Ticket, as_alice: Actor, django_assert_max_num_queries: Any
) -> None:
    for number in range(10):
        with unit_of_work():
            change_tags(ticket, actor=as_alice, to=[f"tag {number}"])
    with django_assert_max_num_queries(8):
        assert len(told(browser, address)) == 11


def test_a_viewer_may_read_it(viewer: Client, address: str) -> None:
    assert viewer.get(f"{address}/history").status_code == 200
