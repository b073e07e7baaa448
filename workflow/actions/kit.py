"""What the verbs share: find and lock a row, save it under names that are taken once."""

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from django.db import IntegrityError, models, transaction

from helpdesk.accounts.actors import Actor
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Conflict, Invalid, NotFound

Row = TypeVar("Row", bound=models.Model)

# Constraint of the database -> the field at fault, and what is wrong with it.
TAKEN = {
    "one_queue_per_name": ("name", "There is already a queue of this name"),
    "one_status_per_label": ("label", "There is already a status of this name"),
    "one_builtin_status_per_kind": ("kind", "This built-in status is renamed already"),
    "one_type_per_word": ("word", "There is already a type with this word"),
    "one_type_per_name": ("name", "There is already a type of this name"),
    "one_tag_per_name": ("name", "There is already a tag of this name"),
    "one_field_per_key": ("key", "There is already a field with this key"),
    "one_field_per_label": ("label", "There is already a field of this name"),
}


def lock_row(actor: Actor, rows: str, row: Row, kind: str) -> Row:
    """The row as it is now, locked until the unit of work ends; ``rows`` names them on the actor's workspace.

    Raises NotFound when it is not one of those.
    """
    current_unit()
    found: Row | None = getattr(actor.workspace, rows).select_for_update().filter(pk=row.pk).first()
    if found is None:
        raise NotFound(kind)
    return found


def save_row(row: models.Model) -> None:
    """Insert or update. Raises Conflict where the database says that the name is taken, however close the race."""
    with taken_once():
        row.save()


@contextlib.contextmanager
def taken_once() -> Iterator[None]:
    """Turn a constraint on names into a Conflict, leaving the transaction usable."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        diagnosis = getattr(error.__cause__, "diag", None)
        known = TAKEN.get(getattr(diagnosis, "constraint_name", None) or "")
        if known is None:
            raise
        field, message = known
        raise Conflict(
            message, code="taken", field=field, hint="Capitals make no difference; choose another"
        ) from error


def check_known(changes: Mapping[str, Any], known: Iterable[str]) -> None:
    """Raises Invalid for a change of something that does not change."""
    for name in changes:
        if name not in known:
            raise Invalid(f"{name} cannot be changed", field=name)


def require_unused(row: models.Model, message: str, *, hint: str) -> None:
    """Raises Conflict while a row of any room holds this one by a protected foreign key."""
    for relation in row._meta.related_objects:
        holders = getattr(row, relation.get_accessor_name() or "", None)
        if relation.on_delete is models.PROTECT and holders is not None and holders.exists():
            raise Conflict(message, code="in_use", hint=hint)
