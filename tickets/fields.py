"""Rules of the fields of a ticket, the same for every door. Each raises Invalid naming the field."""

from collections.abc import Iterable

from helpdesk.lib.errors import Invalid
from helpdesk.lib.text import clean_email, is_blank, is_storable, one_line
from tickets.status import Priority, Status

MAX_SUBJECT = 256
MAX_BODY = 100_000
MAX_TAGS = 50
MAX_TAG = 64
MAX_CC = 20


def clean_subject(text: str) -> str:
    """One line of 1 to 256 characters."""
    subject = one_line(required(text, "subject"))
    if not subject:
        raise Invalid(
            "subject is required", code="required", field="subject", hint="Say in a few words what it is about"
        )
    if len(subject) > MAX_SUBJECT:
        raise Invalid(
            f"subject must be at most {MAX_SUBJECT} characters", code="too_long", field="subject", hint="Shorten it"
        )
    return subject


def clean_body(text: str, field: str = "body") -> str:
    """A text that says something, up to 100,000 characters, kept as written."""
    body = required(text, field)
    if len(body) > MAX_BODY:
        raise Invalid(
            f"{field} must be at most {MAX_BODY} characters",
            code="too_long",
            field=field,
            hint="Send long texts as files",
        )
    return body


def required(text: str, field: str) -> str:
    """Text with something in it that the database takes."""
    if not is_storable(text):
        raise Invalid(f"{field} holds characters that are not text", field=field, hint="Remove NUL and lone surrogates")
    if is_blank(text):
        raise Invalid(f"{field} is required", code="required", field=field, hint=f"Send a {field} with text in it")
    return text


def clean_tags(tags: Iterable[str]) -> list[str]:
    """Tags on one line each, without repeats, in the order given."""
    found: dict[str, None] = {}
    for tag in tags:
        tidy = one_line(tag) if is_storable(tag) else ""
        if not tidy or len(tidy) > MAX_TAG:
            raise Invalid(
                f"each tag must have 1 to {MAX_TAG} characters",
                field="tags",
                hint="Send tags as short words or phrases",
            )
        found[tidy] = None
    if len(found) > MAX_TAGS:
        raise Invalid(f"a ticket takes up to {MAX_TAGS} tags", code="too_long", field="tags", hint="Send fewer tags")
    return list(found)


def clean_cc(emails: Iterable[str], *, requester: str) -> list[str]:
    """Addresses in copy: lower case, without repeats and without the requester, up to 20."""
    found: dict[str, None] = {}
    for email in emails:
        try:
            found[clean_email(email)] = None
        except ValueError as error:
            raise Invalid(
                "Invalid email address", field="cc_emails", hint="Send addresses like ana@example.com"
            ) from error
    found.pop(requester, None)
    if len(found) > MAX_CC:
        raise Invalid(f"a ticket takes up to {MAX_CC} in copy", code="too_long", field="cc_emails", hint="Send fewer")
    return list(found)


def clean_priority(word: str) -> Priority:
    """One of the four priorities."""
    if word not in Priority.values:
        raise Invalid("Invalid priority", code="choice", field="priority", hint="Use low, medium, high or urgent")
    return Priority(word)


def clean_status(word: str) -> Status:
    """One of the five kinds of status."""
    if word not in Status.values:
        raise Invalid("Invalid status", code="choice", field="status", hint="Use " + ", ".join(Status.values))
    return Status(word)
