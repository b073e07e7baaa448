"""Rules of the fields of customers and organisations, the same for every door. Each raises Invalid naming the field."""

from django.conf import settings

from helpdesk.lib.errors import Invalid
from helpdesk.lib.text import clean_email, is_storable, one_line

MAX_NAME = 120
MAX_EXTERNAL_ID = 200
MAX_NOTES = 5_000


def clean_address(text: str) -> str:
    """The one spelling of an address."""
    try:
        return clean_email(text)
    except ValueError as error:
        raise Invalid("Invalid email address", field="email", hint="Use one address such as ana@example.com") from error


def clean_line(text: str, field: str, longest: int) -> str:
    """One line of up to ``longest`` characters, possibly none."""
    tidy = one_line(stored(text, field))
    if len(tidy) > longest:
        raise Invalid(f"{field} must be at most {longest} characters", code="too_long", field=field, hint="Shorten it")
    return tidy


def clean_name(text: str) -> str:
    """A person's name, possibly none."""
    return clean_line(text, "name", MAX_NAME)


def clean_title(text: str) -> str:
    """The name of an organisation."""
    tidy = clean_name(text)
    if not tidy:
        raise Invalid("name is required", code="required", field="name", hint="Say what the organisation is called")
    return tidy


def clean_external_id(text: str) -> str:
    """The id under which another system knows it, possibly none."""
    return clean_line(text, "external_id", MAX_EXTERNAL_ID)


def clean_notes(text: str) -> str:
    """What the team notes, on as many lines as it likes."""
    notes = stored(text, "notes").replace("\r\n", "\n").strip()
    if len(notes) > MAX_NOTES:
        raise Invalid(
            f"notes must be at most {MAX_NOTES} characters", code="too_long", field="notes", hint="Shorten them"
        )
    return notes


def clean_language(text: str) -> str:
    """The code of a language; none for the workspace's own."""
    code = stored(text, "language").strip().lower()
    if code and code not in dict(settings.LANGUAGES):
        raise Invalid("Invalid language", code="choice", field="language", hint="Use a code such as en, de or pt-br")
    return code


def stored(text: str, field: str) -> str:
    """Text that the database takes."""
    if not is_storable(text):
        raise Invalid(f"{field} holds characters that are not text", field=field, hint="Remove NUL and lone surrogates")
    return text
