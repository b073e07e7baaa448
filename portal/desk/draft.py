"""What somebody is writing: kept when it cannot be sent, so that no word is lost."""

import datetime
from dataclasses import dataclass
from typing import Protocol

from django.http import QueryDict

from helpdesk.lib.errors import Invalid

MODES = ("reply", "note")
THEN = {"": "Keep the status", "pending": "Set to pending", "resolved": "Resolve"}


@dataclass(frozen=True)
class Draft:
    """The composer's fields. ``then`` is the status after sending, empty to keep it; ``mark`` names the kept draft that
    it shows, ``is_older`` says that this was begun on an older state of the ticket."""

    mode: str = "reply"
    body: str = ""
    then: str = ""
    mark: str = ""
    is_older: bool = False

    @property
    def is_note(self) -> bool:
        """Whether only the team will see it."""
        return self.mode == "note"


class Kept(Protocol):
    """A draft as it is stored."""

    @property
    def mode(self) -> str: ...
    @property
    def body(self) -> str: ...
    @property
    def seen_version(self) -> int: ...
    @property
    def updated_at(self) -> datetime.datetime: ...


def as_draft(kept: Kept, version: int) -> Draft:
    """A kept draft in the composer of a ticket that is at this version."""
    mark = mark_of(kept.mode, kept.updated_at)
    return Draft(kept.mode, kept.body, mark=mark, is_older=kept.seen_version < version)


def mark_of(mode: str, updated_at: datetime.datetime) -> str:
    """By which the next save knows what the composer showed."""
    return f"{mode} {updated_at.isoformat()}"


def read_draft(form: QueryDict) -> Draft:
    """The composer as sent; a choice that does not exist becomes the first, so the page can always be shown again."""
    mode, then = form.get("mode", ""), form.get("then", "")
    return Draft(
        mode if mode in MODES else MODES[0],
        form.get("body", ""),
        then if then in THEN else "",
        mark=form.get("draft", ""),
    )


def check_draft(form: QueryDict) -> Draft:
    """The same for sending. Raises Invalid: a note must never go out as a reply because a word was misspelt."""
    if form.get("mode") not in MODES:
        raise Invalid("Choose whether this is a reply or a note", code="choice", field="mode")
    if form.get("then", "") not in THEN:
        raise Invalid("Choose what happens to the status", code="choice", field="then")
    return read_draft(form)


def read_version(form: QueryDict) -> int:
    """The version of the ticket that the page showed. Raises Invalid without one: writers must have read something."""
    text = form.get("version", "")
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise Invalid("This form is incomplete", field="version", hint="Open the ticket again")
    return int(text)
