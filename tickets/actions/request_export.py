"""Ask for a copy of data."""

from typing import Any

from procrastinate.contrib.django import app

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import note
from helpdesk.accounts.customers.kit import customer_reference
from helpdesk.accounts.models import Customer
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Forbidden, NotFound
from tickets.exports.rights import require_right
from tickets.models import Export
from tickets.query.parse import parse

TASK = "tickets.export"
QUEUE = "recurring"


def request_export(*, actor: Actor, kind: str, customer: Customer | None = None, query: str = "") -> Export:
    """The export that is being made for the acting member: of the workspace, of one ``customer``, or of the tickets
    that a ``query`` finds. Asked for again while it is being made, it is the same one.

    Raises Invalid for a search that means nothing, NotFound for a customer of another workspace, Forbidden for whoever
    is no member: somebody must fetch it.
    """
    now = current_unit().now
    if actor.kind != "member":
        raise Forbidden("Only members get copies of data")
    if customer is not None and customer.workspace_id != actor.workspace.id:
        raise NotFound("customer")
    require_right(kind, actor)
    parse(query)
    wanted: dict[str, Any] = {"member_id": actor.member_id, "kind": kind, "customer": customer, "query": query}
    found: Export | None = actor.workspace.exports.filter(**wanted, state=Export.State.RUNNING).first()
    if found is not None:
        return found
    export = Export(workspace=actor.workspace, created_at=now, **wanted)
    export.save(force_insert=True)
    note_export(export, "export.requested", actor=actor)
    job = app.configure_task(TASK, queue=QUEUE, lock=f"export:{export.workspace_id}")
    job.defer(workspace_id=str(export.workspace_id), export_id=str(export.pk))
    return export


def note_export(export: Export, what: str, *, actor: Actor) -> None:
    """Write both logs."""
    about = {"customer": customer_reference(export.customer)} if export.customer else {}
    note(
        what,
        actor=actor,
        row=export,
        name=export.kind,
        after={"kind": export.kind, **about},
        data={"kind": export.kind},
    )
