"""Give customers a copy of what is kept about them."""

import tempfile
from typing import IO

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.customers.kit import record_about
from helpdesk.accounts.models import Customer
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Forbidden
from tickets.exports.own_archive import write_own_archive

IN_MEMORY_BYTES = 1_000_000


def copy_own_data(customer: Customer, *, actor: Actor) -> IO[bytes]:
    """A zip, to be read from its start: their own tickets with all that was said to them and its files, never notes.

    It is made at once, in the language that is active, and kept nowhere; a store that is away only leaves its files
    out. Raises Forbidden for everybody but the customer.
    """
    now = current_unit().now
    if actor.kind != "customer" or actor.id != customer.pk:
        raise Forbidden("Everybody gets a copy of their own data")
    file = tempfile.SpooledTemporaryFile(IN_MEMORY_BYTES)  # noqa: SIM115 - whoever reads it closes it
    write_own_archive(file, customer, actor, now)
    record_about(customer, "customer.data_copied", actor=actor)
    file.seek(0)
    return file
