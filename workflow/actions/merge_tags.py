"""Make one tag of two."""

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import note
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Invalid
from workflow.actions.kit import lock_row
from workflow.models import Tag
from workflow.tags import plan_change


def merge_tags(tag: Tag, *, actor: Actor, into: Tag) -> Tag:
    """``into`` stays; ``tag`` goes, and tickets that carry it carry the other soon after. Raises Invalid, NotFound."""
    current_unit()
    if tag.pk == into.pk:
        raise Invalid("A tag cannot be merged into itself", field="into", hint="Choose another tag")
    # In the order of their ids, so that two merges of the same tags cannot wait for each other.
    first, second = sorted((tag, into), key=lambda one: one.pk)
    locked = {row.pk: row for row in (lock_row(actor, "tags", one, "tag") for one in (first, second))}
    gone, kept = locked[tag.pk], locked[into.pk]
    change = plan_change(actor, gone.name, kept.name)
    note(
        "tag.merged",
        actor=actor,
        row=gone,
        before={"name": gone.name},
        after={"name": kept.name},
        data={"into": kept.pk, "change": change.pk},
    )
    gone.delete()
    return kept
