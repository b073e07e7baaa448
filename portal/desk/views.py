"""The lists on the left of the desk."""

from dataclasses import dataclass


@dataclass(frozen=True)
class View:
    """One of the lists on the desk's left: its word in addresses, its name, its picture, what it holds in the words of
    ``tickets.query``."""

    word: str
    name: str
    picture: str
    query: str
    empty: str


VIEWS = [
    View("open", "All open", "inbox", "is:open", "Every request has an answer. New ones appear here."),
    View(
        "mine",
        "Mine",
        "mine",
        "is:undone is:mine",
        "Nothing waits for you. Unassigned tickets are a good place to look next.",
    ),
    View(
        "unassigned",
        "Unassigned",
        "unassigned",
        "is:undone is:unassigned",
        "Everything has somebody who takes care of it.",
    ),
    View("pending", "Pending", "pending", "is:pending", "No ticket waits for its customer."),
    View("resolved", "Resolved", "resolved", "is:resolved", "Nothing was resolved yet."),
    View("closed", "Closed", "closed", "is:closed", "Nothing was closed yet."),
    View("spam", "Spam", "spam", "is:spam", "No spam."),
    View("all", "All tickets", "all", "", "The first request will appear here."),
]
BY_WORD = {view.word: view for view in VIEWS}
