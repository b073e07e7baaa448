"""What is wanted of one ticket: the change that was chosen, or what stood there before another change."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from helpdesk.lib.errors import Conflict
from tickets.bulk.values import facts_of
from tickets.models import BulkRow, Ticket


@dataclass(frozen=True)
class Wanted:
    """Values to put on a ticket, spelled as stored; ``note`` says what is left out, where something is."""

    values: Mapping[str, Any]
    note: str = ""


Plan = Callable[[Ticket], Wanted]


def plan_of(changes: Mapping[str, Any]) -> Plan:
    """The same for every ticket, but for the tags, which are added to those that each has."""
    same = {name: value for name, value in changes.items() if name not in {"add_tags", "remove_tags"}}
    add, remove = changes.get("add_tags", []), changes.get("remove_tags", [])

    def wanted(ticket: Ticket) -> Wanted:
        if not add and not remove:
            return Wanted(same)
        kept = [tag for tag in ticket.tags if tag not in remove]
        return Wanted(same | {"tags": [*kept, *(tag for tag in add if tag not in kept)]})

    return wanted


def plan_back(row: BulkRow) -> Plan:
    """What a ticket had before a change, where it still has what the change gave it.

    The plan raises Conflict (code ``changed_since``) where nothing of that is left.
    """

    def wanted(ticket: Ticket) -> Wanted:
        now = facts_of(ticket)
        back = {name: was for name, was in row.before.items() if now[name] == row.after[name]}
        left = [name for name in row.before if name not in back]
        if not back:
            raise Conflict("This ticket was changed since", code="changed_since")
        if back.get("spam") is False:
            back.setdefault("status", now["status"])  # what comes out of the spam is open otherwise
        return Wanted(back, "Changed since, and left as it is: " + ", ".join(left) if left else "")

    return wanted
