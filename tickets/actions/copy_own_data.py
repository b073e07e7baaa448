"""Give customers a copy of what is kept about them."""

import tempfile
from typing import IO

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.customers.kit import record_about
from helpdesk.accounts.models import Customer
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Forbidden
from tickets.exports.archive import write_archive
from tickets.exports.own import own_kinds

IN_MEMORY_BYTES = 1_000_000


def copy_own_data(customer: Customer, *, actor: Actor) -> IO[bytes]:
    """A zip of JSON Lines, to be read from its start: their own tickets with all that was said to them, never notes.

    It is made at once and kept nowhere. Raises Forbidden for everybody but the customer.
    """
    now = current_unit().now
    if actor.kind != "customer" or actor.id != customer.pk:
        raise Forbidden("Everybody gets a copy of their own data")
    file = tempfile.SpooledTemporaryFile(IN_MEMORY_BYTES)  # noqa: SIM115 - whoever reads it closes it
    words = {
        "title": f"What {actor.workspace.name} keeps about you",
        "who": actor.name,
        "sees": "the own requests",
        "moment": f"{now:%Y-%m-%d %H:%M} UTC",
    }
    write_archive(file, own_kinds(customer, actor), words)
    record_about(customer, "customer.data_copied", actor=actor)
    file.seek(0)
    return file
