"""The work behind an export."""

import uuid
from typing import IO

from django.utils import timezone

from helpdesk.accounts.actors import Actor, member_actor
from helpdesk.accounts.customers.kit import customer_reference
from helpdesk.accounts.models import Workspace
from helpdesk.events.unit import unit_of_work
from tickets.actions.finish_export import finish_export
from tickets.exports.archive import write_archive
from tickets.exports.files import new_file
from tickets.exports.kinds import KINDS
from tickets.exports.person import kinds_of
from tickets.exports.table import table_lines
from tickets.models import Export


def run_export(workspace_id: uuid.UUID, export_id: uuid.UUID) -> None:
    """Write the file of an export and make it ready. Run again after a crash, it starts anew."""
    workspace = Workspace.objects.get(pk=workspace_id)
    rows = workspace.exports.select_related("member__user", "member__custom_role", "customer")
    export = rows.filter(pk=export_id, state=Export.State.RUNNING).first()
    if export is None:
        return
    export.member.workspace = workspace
    with new_file() as (name, file):
        write(export, member_actor(export.member), file)
        size = file.tell()
    with unit_of_work():
        finish_export(export, file=name, size_bytes=size)


def write(export: Export, actor: Actor, file: IO[bytes]) -> None:
    """What was asked for, as far as the member may see it now."""
    if export.kind == Export.Kind.TICKETS:
        for line in table_lines(actor, export.query):
            file.write(line.encode())
    elif export.customer is not None:
        words = readme_words(actor, f"Everything kept about {customer_reference(export.customer)}")
        write_archive(file, kinds_of(export.customer, actor), words)
    else:
        words = readme_words(actor, f"All data of {actor.workspace.name}")
        write_archive(file, {name: rows(actor) for name, rows in KINDS.items()}, words)


def readme_words(actor: Actor, title: str) -> dict[str, str]:
    """What the README says about this export."""
    hidden = actor.workspace.queues.hidden_from(actor).exists()
    sees = "some of the queues: tickets in the others are not in here" if hidden else "every queue"
    return {"title": title, "who": actor.name, "sees": sees, "moment": f"{timezone.now():%Y-%m-%d %H:%M} UTC"}
