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
    "ticket.queue_changed": "the queue changed",
    "ticket.type_changed": "the type changed",
    "ticket.custom_changed": "the fields changed",
    "ticket.status_label_changed": "the status changed",
    "ticket.cc_changed": "the copies changed",
    "ticket.absorbed": "another ticket was merged into this one",
    "ticket.merged": "the ticket was merged into another one",
    "ticket.snoozed": "the ticket was put away for a while",
    "ticket.marked_spam": "the ticket was marked as spam",
    "ticket.erased": "what was written was erased",
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
