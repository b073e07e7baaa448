"""Add a kind of request."""

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import note
from helpdesk.events.unit import current_unit
from workflow.actions.kit import save_row
from workflow.fields import clean_line, clean_position, clean_word
from workflow.models import TicketType
from workflow.statuses import type_facts

MAX_NAME = 60


def create_type(*, actor: Actor, name: str, word: str = "", is_offered: bool = True, position: int = 0) -> TicketType:
    """A new type; contracts know it by ``word``, which is made of the name where none is given and never changes.

    Raises Invalid naming the field, Conflict when name or word is taken.
    """
    current_unit()
    tidy = clean_line(name, "name", longest=MAX_NAME)
    kind = TicketType(
        workspace=actor.workspace,
        name=tidy,
        word=clean_word(word, "word", name=tidy),
        is_offered=bool(is_offered),
        position=clean_position(position),
    )
    save_row(kind)
    note("ticket_type.created", actor=actor, row=kind, after=type_facts(kind) | {"word": kind.word})
    return kind
