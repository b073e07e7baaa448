"""Change what one says of oneself in the portal."""

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.customers.fields import clean_language, clean_name
from helpdesk.accounts.customers.kit import record_about
from helpdesk.accounts.models import Customer
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Forbidden, NotFound


def update_own_details(*, actor: Actor, name: str, language: str) -> Customer:
    """The acting customer under this name, written to in this language (empty: the workspace's); repeating it changes
    nothing. Raises Invalid naming the field, Forbidden for everybody else."""
    current_unit()
    if actor.kind != "customer" or actor.id is None:
        raise Forbidden("Only customers have details of their own here")
    locked: Customer | None = actor.workspace.customers.select_for_update().filter(pk=actor.id).first()
    if locked is None or locked.erased_at is not None:
        raise NotFound("customer")
    wanted = {"name": clean_name(name), "language": clean_language(language)}
    fields = [field for field, value in wanted.items() if getattr(locked, field) != value]
    if fields:
        for field in fields:
            setattr(locked, field, wanted[field])
        locked.save(update_fields=fields)
        record_about(locked, "customer.changed", actor=actor, data={"fields": fields})
    return locked
