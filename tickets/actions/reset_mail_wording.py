"""Go back to the product's own words in a kind of mail."""

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import note
from helpdesk.events.unit import current_unit
from tickets.actions.set_mail_wording import which
from tickets.models import MailWording


def reset_mail_wording(wording: MailWording, *, actor: Actor) -> None:
    """Forget the workspace's own words. Repeating it is harmless."""
    current_unit()
    row = actor.workspace.mail_wordings.select_for_update().filter(pk=wording.pk).first()
    if row is None:
        return
    before = {"subject": row.subject, "opening": row.opening}
    note("mail_wording.reset", actor=actor, row=row, before=before, data=which(row))
    row.delete()
