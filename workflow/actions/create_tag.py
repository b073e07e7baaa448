"""Make a word known as a tag."""

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import note
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Invalid
from workflow.actions.kit import save_row
from workflow.fields import clean_colour, clean_line
from workflow.models import Tag
from workflow.tags import MAX_DESCRIPTION, MAX_NAME, tag_facts


def create_tag(*, actor: Actor, name: str, colour: str = "", description: str = "") -> Tag:
    """A tag that is offered while typing, in its colour. Raises Invalid naming the field, Conflict for a known one."""
    current_unit()
    tag = Tag(
        workspace=actor.workspace,
        name=clean_name(name),
        colour=clean_colour(colour),
        description=clean_line(description, "description", longest=MAX_DESCRIPTION, required=False),
    )
    save_row(tag)
    note("tag.created", actor=actor, row=tag, after=tag_facts(tag))
    return tag


def clean_name(text: str) -> str:
    """One tag: people type several with commas between, so it cannot hold one."""
    name = clean_line(text, "name", longest=MAX_NAME)
    if any(mark in name for mark in ",،、;"):
        raise Invalid("A tag holds no comma", field="name", hint="Make a tag of each")
    return name
