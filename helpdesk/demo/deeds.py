"""What the team does with single tickets beside answering them: merged, put away, watched, begun and not finished."""

import datetime
from collections.abc import Mapping
from typing import Any

from helpdesk.demo.hours import DAY
from helpdesk.demo.library import Library
from helpdesk.demo.steps import Step

OTHER_TICKET = {"merge_tickets": "into", "link_tickets": "to"}
OURS = {"ticket", "by", "days_ago", "verb", "until_days"}


def plan_deeds(library: Library, by_subject: Mapping[str, int], *, until: datetime.datetime) -> list[Step]:
    """The deeds as steps; those about a ticket that is not there, because few were asked for, are left out."""
    return [
        as_step(row, by_subject, until)
        for row in library.deeds
        if {row["ticket"], row.get(OTHER_TICKET.get(row["verb"], ""), row["ticket"])} <= set(by_subject)
    ]


def as_step(row: Mapping[str, Any], by_subject: Mapping[str, int], until: datetime.datetime) -> Step:
    """One deed at its moment."""
    details = {key: value for key, value in row.items() if key not in OURS}
    other = OTHER_TICKET.get(row["verb"])
    if other:
        details[other] = by_subject[row[other]]
    if "until_days" in row:
        details["until"] = until + row["until_days"] * DAY
    return Step(
        at=until - row["days_ago"] * DAY,
        ticket=by_subject[row["ticket"]],
        actor=row["by"],
        verb=row["verb"],
        details=details,
    )
