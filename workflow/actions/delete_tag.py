"""Take a tag away, from the tickets too."""

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import note
from workflow.actions.kit import lock_row
from workflow.models import Tag
from workflow.tags import plan_change, tag_facts


def delete_tag(tag: Tag, *, actor: Actor) -> None:
    """The tag goes; tickets that carry it lose it soon after. Raises NotFound."""
    locked = lock_row(actor, "tags", tag, "tag")
    change = plan_change(actor, locked.name, "")
    note("tag.deleted", actor=actor, row=locked, before=tag_facts(locked), data={"change": change.pk})
    locked.delete()
