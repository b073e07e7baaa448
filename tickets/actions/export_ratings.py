"""Take the ratings of a time out as a table."""

from collections.abc import Iterator

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import audit
from helpdesk.accounts.scopes import REPORTS_READ, TICKETS_EXPORT
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Forbidden
from knowledge.reports import Period
from tickets.surveys.table import table_lines


def export_ratings(*, actor: Actor, period: Period) -> Iterator[str]:
    """The lines of the table, of the tickets that the actor sees; what people wrote is in it for whoever may export
    tickets. Each time is noted in the audit log. Raises Forbidden.
    """
    current_unit()
    if not actor.may(REPORTS_READ):
        raise Forbidden
    audit(
        "ratings.exported",
        actor=actor,
        subject_kind="workspace",
        subject_id=actor.workspace.pk,
        subject_name=actor.workspace.name,
        after={"since": period.since.isoformat(), "until": period.until.isoformat()},
    )
    return table_lines(actor, period, with_words=actor.may(TICKETS_EXPORT))
