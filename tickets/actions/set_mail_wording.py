"""Give a kind of mail words of the workspace's own."""

from django.conf import settings

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import note
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Invalid
from tickets.models import MailWording
from tickets.wording import KINDS, clean_opening, clean_subject


def set_mail_wording(*, actor: Actor, kind: str, language: str, subject: str, opening: str) -> MailWording:
    """The words of one kind of mail in one language, in place of those it had. Raises Invalid naming the field."""
    current_unit()
    if kind not in set(KINDS):
        raise Invalid("Invalid kind of mail", code="choice", field="kind", hint="Use " + ", ".join(KINDS))
    if language not in dict(settings.LANGUAGES):
        raise Invalid("Invalid language", code="choice", field="language", hint="Use a code such as en or de")
    words = {"subject": clean_subject(subject), "opening": clean_opening(opening)}
    if not any(words.values()):
        raise Invalid("Write a subject or an opening", code="required", field="subject", hint="Or delete this wording")
    wordings = actor.workspace.mail_wordings
    found = wordings.filter(kind=kind, language=language).values(*words).first()
    if found == words:
        return wordings.get(kind=kind, language=language)
    row, _ = wordings.update_or_create(kind=kind, language=language, defaults=words)
    note("mail_wording.changed", actor=actor, row=row, before=found, after=words, data=which(row))
    return row


def which(row: MailWording) -> dict[str, str]:
    """Of what mail, in the event."""
    return {"kind": row.kind, "language": row.language}
