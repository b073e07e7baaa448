"""What somebody is writing: kept when it cannot be sent, so that no word is lost."""

from dataclasses import dataclass

from django.http import QueryDict

from helpdesk.lib.errors import Invalid

MODES = ("reply", "note")
THEN = {"": "Keep the status", "pending": "Set to pending", "resolved": "Resolve"}


@dataclass(frozen=True)
class Draft:
    """The composer's fields. ``then`` is the status after sending, empty to keep it."""

    mode: str = "reply"
    body: str = ""
    then: str = ""

    @property
    def is_note(self) -> bool:
        """Whether only the team will see it."""
        return self.mode == "note"


def read_draft(form: QueryDict) -> Draft:
    """The composer as sent; a choice that does not exist becomes the first, so the page can always be shown again."""
    mode, then = form.get("mode", ""), form.get("then", "")
    return Draft(mode if mode in MODES else MODES[0], form.get("body", ""), then if then in THEN else "")


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
