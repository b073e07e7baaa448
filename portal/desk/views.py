"""The lists on the left of the desk."""

from dataclasses import dataclass

from tickets.status import Status

ACTIVE = [Status.OPEN, Status.IN_PROGRESS]
UNSOLVED = [*ACTIVE, Status.PENDING]


@dataclass(frozen=True)
class View:
    """One of the lists on the desk's left: its word in addresses, its name, its picture, the statuses it is about."""

    word: str
    name: str
    picture: str
    statuses: list[Status]
    empty: str


VIEWS = [
    View("open", "All open", "inbox", ACTIVE, "Every request has an answer. New ones appear here."),
    View("mine", "Mine", "mine", UNSOLVED, "Nothing waits for you. Unassigned tickets are a good place to look next."),
    View("unassigned", "Unassigned", "unassigned", UNSOLVED, "Everything has somebody who takes care of it."),
    View("pending", "Pending", "pending", [Status.PENDING], "No ticket waits for its customer."),
    View("resolved", "Resolved", "resolved", [Status.RESOLVED], "Nothing was resolved yet."),
    View("closed", "Closed", "closed", [Status.CLOSED], "Nothing was closed yet."),
    View("all", "All tickets", "all", [], "The first request will appear here."),
]
BY_WORD = {view.word: view for view in VIEWS}
