"""Change a tag: also its word, on every ticket that carries it."""

from collections.abc import Mapping
from typing import Any

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import note
from workflow.actions.create_tag import clean_name
from workflow.actions.kit import check_known, lock_row, save_row
from workflow.fields import clean_colour, clean_line
from workflow.models import Tag
from workflow.tags import MAX_DESCRIPTION, plan_change, tag_facts


def update_tag(tag: Tag, *, actor: Actor, changes: Mapping[str, Any]) -> Tag:
    """The tag after the named changes: any of name, colour, description.

    Tickets that carry the old name get the new one soon after. Raises Invalid naming the field, Conflict when the name
    is taken (merge the two instead), NotFound.
    """
    locked = lock_row(actor, "tags", tag, "tag")
    check_known(changes, ("name", "colour", "description"))
    before = tag_facts(locked)
    if "name" in changes:
        locked.name = clean_name(changes["name"])
    if "colour" in changes:
        locked.colour = clean_colour(changes["colour"])
    if "description" in changes:
        locked.description = clean_line(changes["description"], "description", longest=MAX_DESCRIPTION, required=False)
    after = tag_facts(locked)
    if after == before:
        return locked
    save_row(locked)
    if after["name"] == before["name"]:
        note("tag.updated", actor=actor, row=locked, before=before, after=after)
    else:
        change = plan_change(actor, before["name"], after["name"])
        note("tag.renamed", actor=actor, row=locked, before=before, after=after, data={"change": change.pk})
    return locked
