"""Take a list of tickets along as a table."""

from collections.abc import Iterator

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import audit
from helpdesk.events.unit import current_unit
from tickets.actions.request_export import request_export
from tickets.exports.rights import require_right
from tickets.exports.table import table_lines
from tickets.models import Export
from tickets.query.find import newest_tickets
from tickets.query.parse import parse

MOST_AT_ONCE = 5000


def export_tickets(*, actor: Actor, query: str) -> Iterator[str] | Export:
    """The lines of the table of what a search finds; for more than 5,000 tickets the export that makes it.

    The lines are read while they are given out, which may be after the unit of work. The log keeps the number only: a
    search may name people. Raises Invalid for a search that means nothing, Forbidden.
    """
    current_unit()
    require_right(Export.Kind.TICKETS, actor)
    found = newest_tickets(actor, parse(query), limit=MOST_AT_ONCE + 1)
    number = len(found.values_list("pk"))
    if number > MOST_AT_ONCE:
        return request_export(actor=actor, kind=Export.Kind.TICKETS, query=query)
    audit(
        "tickets.exported",
        actor=actor,
        subject_kind="workspace",
        subject_id=actor.workspace.pk,
        subject_name=actor.workspace.name,
        after={"tickets": number},
    )
    return table_lines(actor, query, most=MOST_AT_ONCE)
