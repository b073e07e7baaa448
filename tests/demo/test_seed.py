"""What seeding leaves in the database: a history that could have happened."""

from procrastinate.contrib.django.models import ProcrastinateJob

from helpdesk.accounts.actors import member_actor
from helpdesk.accounts.models import Workspace
from helpdesk.events.models import Event
from tests.demo.conftest import TICKETS, UNTIL
from tickets.models import OutboundMail, Ticket
from tickets.query.find import find_tickets
from tickets.query.parse import parse
from tickets.status import DONE, Status


def tickets_of(workspaces: list[Workspace]) -> list[Ticket]:
    return [ticket for workspace in workspaces for ticket in workspace.tickets.order_by("number")]


def test_both_workspaces_are_filled_and_differ_in_their_features(workspaces: list[Workspace]) -> None:
    acme, globex = workspaces
    assert acme.tickets.count() + globex.tickets.count() == TICKETS
    limited = {"resolution_tracking", "interventions", "escalations"}
    assert limited <= set(acme.features)
    assert limited.isdisjoint(globex.features)
    for workspace in workspaces:
        assert set(workspace.memberships.values_list("role", flat=True)) == {"admin", "agent", "viewer"}
        assert workspace.customers.count() >= 55


# What these record changes nothing on the ticket itself.
WITHOUT_A_VERSION = {"ticket.rated_low", "ticket.rated", "ticket.watched", "ticket.linked"}


def merged_pair(acme: Workspace) -> tuple[Ticket, Ticket]:
    """The ticket that was merged, and where it went."""
    merged = acme.tickets.get(merged_into__isnull=False)
    return merged, acme.tickets.get(merged=merged)


def test_numbers_have_no_gap_and_follow_time(workspaces: list[Workspace]) -> None:
    for workspace in workspaces:
        rows = list(workspace.tickets.order_by("created_at", "number").values_list("number", flat=True))
        assert rows == list(range(1, len(rows) + 1))


def test_events_are_in_order_of_time_and_begin_with_the_ticket(workspaces: list[Workspace]) -> None:
    for workspace in workspaces:
        moments = list(
            Event.objects.filter(workspace_id=workspace.pk).order_by("id").values_list("created_at", flat=True)
        )
        assert moments == sorted(moments)
        assert moments[-1] < UNTIL
    moved = merged_pair(workspaces[0])
    for ticket in tickets_of(workspaces):
        events = list(Event.objects.filter(subject_id=ticket.pk).order_by("id"))
        assert events[0].type == "ticket.created"
        assert events[0].created_at == ticket.created_at
        changes = [event.data["version"] for event in events if event.type not in WITHOUT_A_VERSION]
        assert changes == list(range(1, ticket.version + 1))
        said = sum(event.type == "ticket.comment_added" for event in events)
        assert said == ticket.comments.count() or ticket in moved


def test_moments_on_the_ticket_match_its_status(workspaces: list[Workspace]) -> None:
    for ticket in tickets_of(workspaces):
        assert (ticket.resolved_at is not None) == (ticket.status in DONE)
        assert (ticket.closed_at is not None) == (ticket.status == Status.CLOSED)
        assert ticket.waiting_since is None or ticket.status not in DONE


def test_the_first_response_is_the_first_public_word_of_the_team(workspaces: list[Workspace]) -> None:
    for ticket in tickets_of(workspaces):
        answers = ticket.comments.filter(is_internal=False, author_kind="member").oldest_first()
        first = answers.first()
        assert ticket.first_response_at == (first.created_at if first else None)


def test_the_last_message_is_the_last_public_one(workspaces: list[Workspace]) -> None:
    for ticket in tickets_of(workspaces):
        last = ticket.comments.filter(is_internal=False).oldest_first().last()
        assert ticket.last_message_at == (last.created_at if last else ticket.created_at)
        assert ticket.last_message_kind == ("agent" if last and last.author_kind == "member" else "customer")


def test_a_ticket_waits_since_the_oldest_unanswered_word_of_the_customer(workspaces: list[Workspace]) -> None:
    moved = merged_pair(workspaces[0])  # what one waited for, the other waits for now
    waiting = [ticket for ticket in tickets_of(workspaces) if ticket.status not in DONE and ticket not in moved]
    assert waiting
    for ticket in waiting:
        since = [ticket.created_at]
        for event in Event.objects.filter(subject_id=ticket.pk, visibility="public").order_by("id"):
            if event.data.get("author_kind") == "customer":
                since.append(event.created_at)
            elif "author_kind" in event.data or event.data.get("after") in DONE:
                since = []
        assert ticket.waiting_since == (since[0] if since else None), ticket


def test_alice_has_work_and_some_tickets_wait_for_anybody(workspaces: list[Workspace]) -> None:
    acme = workspaces[0]
    active = acme.tickets.exclude(status__in=DONE)
    assert active.filter(assignee__user__email="alice@acme.example").exists()
    assert active.filter(assignee=None, status="open", first_response_at=None).exists()


def test_the_unusual_tickets_are_there_as_written(workspaces: list[Workspace]) -> None:
    acme = workspaces[0]
    assert acme.tickets.filter(body__contains="شكراً لكم").exists()
    assert acme.tickets.filter(subject__contains="😢").exists()
    assert acme.tickets.filter(body__contains='<script>alert("J-4301 overdue")</script>').exists()
    assert acme.tickets.filter(body_format="markdown", body__contains="```python").exists()
    assert max(len(ticket.subject) for ticket in acme.tickets.all()) >= 250
    assert max(ticket.comments.count() for ticket in acme.tickets.all()) >= 15


def test_nothing_is_sent_and_nothing_waits_to_be_done(workspaces: list[Workspace]) -> None:
    assert not OutboundMail.objects.across_workspaces("a test counts everything").exists()
    assert not ProcrastinateJob.objects.exists()


def test_every_ticket_can_be_found(workspaces: list[Workspace]) -> None:
    acme = workspaces[0]
    assert acme.search_entries.count() == acme.tickets.count()
    agent = acme.memberships.select_related("user", "workspace").get(user__email="alice@acme.example")
    found = find_tickets(member_actor(agent), parse("honorary tester"))
    assert [ticket.requester.name for ticket in found] == ["Carol Jensen"]
