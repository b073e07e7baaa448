"""What came in while somebody was writing, in words."""

from collections import Counter

from helpdesk.lib.errors import Stale

ONE = {
    "ticket.comment_added": "a message was added",
    "ticket.assigned": "the assignee changed",
    "ticket.status_changed": "the status changed",
    "ticket.priority_changed": "the priority changed",
    "ticket.subject_changed": "the subject changed",
    "ticket.tags_changed": "the tags changed",
}


def what_changed(stale: Stale) -> list[str]:
    """One sentence part for each kind of change, in the order in which they came."""
    counts = Counter(change["type"] for change in stale.changed)
    return [worded(kind, times) for kind, times in counts.items()]


def worded(kind: str, times: int) -> str:
    """``2 messages were added``, ``the status changed``."""
    if kind == "ticket.comment_added" and times > 1:
        return f"{times} messages were added"
    return ONE.get(kind, "the ticket changed")
