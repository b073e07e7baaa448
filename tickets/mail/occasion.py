"""What an event of a ticket is about, read anew when its handler runs: it may run late, or twice."""

from helpdesk.accounts.models import Membership, Workspace
from helpdesk.events.models import Event
from tickets.models import Comment, Ticket


def ticket_of(event: Event) -> Ticket | None:
    """The ticket with its requester, assignee and workspace; None when it was erased meanwhile."""
    workspace = Workspace.objects.filter(pk=event.workspace_id).first()
    if workspace is None:
        return None
    tickets = workspace.tickets.select_related("requester", "assignee__user")
    found: Ticket | None = tickets.filter(pk=event.subject_id).first()
    return found


def public_comment_of(event: Event, ticket: Ticket) -> Comment | None:
    """The comment that was added, unless it is an internal note; also when it went on with a merge meanwhile."""
    comments = ticket.workspace.comments.filter(pk=event.data["comment_id"], is_internal=False)
    found: Comment | None = comments.first()
    return found


def reachable_assignee(ticket: Ticket) -> Membership | None:
    """The member who works on it now and still works here."""
    member = ticket.assignee
    return member if member and member.is_active and member.user.is_active else None
