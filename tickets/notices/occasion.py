"""What an event means for the members of its workspace, read anew when its handler runs: it may run late, or twice."""

import uuid
from dataclasses import dataclass

from helpdesk.accounts.models import Workspace
from helpdesk.events.models import Event
from tickets.mail.occasion import reachable_assignee, ticket_of
from tickets.models import Comment, Feedback, Notice, Ticket


@dataclass(frozen=True)
class Occasion:
    """Something about a ticket that members are to hear of. ``kinds`` says who, and as what; ``who`` is whose doing it
    was, ``comment`` or ``rating`` what was said, where something was."""

    ticket: Ticket
    kinds: dict[uuid.UUID, str]
    who: str
    comment: Comment | None = None
    rating: Feedback | None = None


def comment_occasion(event: Event) -> Occasion | None:
    """A comment: assignee and watchers hear of it, and whom a note mentions. Rules speak to customers only."""
    workspace = Workspace.objects.filter(pk=event.workspace_id).first()
    if workspace is None:
        return None
    comments = workspace.comments.select_related("ticket__requester", "ticket__queue")
    # Where it is now: it may have gone on with a merge.
    comment: Comment | None = comments.filter(pk=event.data["comment_id"]).first()
    if comment is None or comment.author_kind == "system":
        return None
    ticket = comment.ticket
    ticket.workspace = workspace
    kind = Notice.Kind.REPLY if comment.author_kind == "customer" else Notice.Kind.NOTE
    kinds: dict[uuid.UUID, str] = dict.fromkeys(ticket.watchers.values_list("member_id", flat=True), kind)
    if ticket.assignee_id is not None:
        kinds[ticket.assignee_id] = kind
    kinds |= {uuid.UUID(text): Notice.Kind.MENTION for text in event.data.get("mentioned", [])}
    return Occasion(ticket, without(kinds, doer_of(event, workspace)), who=comment.author_name, comment=comment)


def assignment_occasion(event: Event) -> Occasion | None:
    """A new assignee, while it still is the assignee."""
    ticket = ticket_of(event)
    member = reachable_assignee(ticket) if ticket else None
    if ticket is None or member is None or event.data["after"] != str(member.pk):
        return None
    kinds = without({member.pk: Notice.Kind.ASSIGNED}, doer_of(event, ticket.workspace))
    return Occasion(ticket, kinds, who=name_of_doer(event, ticket.workspace))


def low_rating_occasion(event: Event) -> Occasion | None:
    """A low rating, for whoever has the ticket; with the rating as it is by now."""
    ticket = ticket_of(event)
    member = reachable_assignee(ticket) if ticket else None
    rating = ticket.workspace.feedback.filter(ticket=ticket).first() if ticket else None
    if ticket is None or member is None or rating is None:
        return None
    kinds: dict[uuid.UUID, str] = {member.pk: Notice.Kind.RATING}
    return Occasion(ticket, kinds, who=ticket.requester.display_name, rating=rating)


def without(kinds: dict[uuid.UUID, str], doer: uuid.UUID | None) -> dict[uuid.UUID, str]:
    """Nobody is told of their own doing."""
    return {member_id: kind for member_id, kind in kinds.items() if member_id != doer}


def doer_of(event: Event, workspace: Workspace) -> uuid.UUID | None:
    """The member whose doing it was, by hand or through a key of theirs."""
    if event.actor_kind == "member" or event.actor_id is None:
        return event.actor_id
    # Nobody's for a customer: their ids are no keys'.
    keys = workspace.api_keys.filter(pk=event.actor_id)
    owner: uuid.UUID | None = keys.values_list("owner_id", flat=True).first()
    return owner


def name_of_doer(event: Event, workspace: Workspace) -> str:
    """How whoever did it is called; rules act in the name of the workspace."""
    doer = doer_of(event, workspace)
    if doer is None:
        return workspace.name
    name: str = workspace.memberships.values_list("user__name", flat=True).get(pk=doer)
    return name
