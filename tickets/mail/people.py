"""Mails to those who work here, about an invitation or their own sign-in.

A link with a token is made from its row when the mail is written, and stands in no other place.
"""

from collections.abc import Mapping
from typing import Any

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helpdesk.accounts.models import Membership, User, UserLink, Workspace
from helpdesk.accounts.signing_in.links import address_of
from helpdesk.events.models import Event
from tickets.mail.addresses import greeting_name, short_name
from tickets.mail.outbox import Letter, queue_personal_mail
from tickets.models import OutboundMail

NOTICES: Mapping[str, Promise] = {
    "member.password_changed": gettext_lazy("Your password was changed."),
    "member.totp_enabled": gettext_lazy("From now on signing in asks for a code from your app."),
    "member.totp_disabled": gettext_lazy("From now on signing in asks for no code any more, only for your password."),
    "member.recovery_codes_made": gettext_lazy("You have new recovery codes; earlier ones work no more."),
}


def mail_invitation(event: Event) -> None:
    """``invitation.sent``: whoever is invited gets the link, while the invitation is open."""
    workspace = Workspace.objects.get(pk=event.workspace_id)
    invitations = workspace.invitations.select_related("invited_by__user")
    invitation = invitations.filter(pk=event.subject_id, accepted_at=None, revoked_at=None).first()
    if invitation is None:
        return

    def context() -> dict[str, Any]:
        inviter = invitation.invited_by.user.name if invitation.invited_by else ""
        return {
            "name": greeting_name(invitation.name),
            "inviter": greeting_name(inviter),
            "link": address_of(invitation),
        }

    letter = Letter(
        OutboundMail.Kind.INVITATION, to=invitation.email, from_name=short_name(workspace.name), context=context
    )
    with translation.override(workspace.language):
        subject = _("Invitation to the helpdesk of %(company)s") % {"company": short_name(workspace.name)}
    queue_personal_mail(event, workspace, letter, subject=subject)


def mail_reset_link(event: Event) -> None:
    """``member.password_reset_requested``: they get the link, while it works."""
    member, link = member_of(event), open_link_of(event)
    if member is not None and link is not None:
        more = {"link": address_of(link)}
        queue_account_mail(event, member, "account_reset", gettext_lazy("Set a new password"), more=more)


def mail_email_change(event: Event) -> None:
    """``member.email_change_requested``: a notice to the old address, and to the new one a link, unless somebody else
    signs in with it: then nobody is told so."""
    member, link = member_of(event), open_link_of(event)
    if member is None or link is None:
        return
    email = {"email": link.email}
    subject = gettext_lazy("Your address is to be changed")
    queue_account_mail(event, member, "account_email_notice", subject, more=email)
    if not User.objects.filter(email=link.email).exists():
        more = email | {"link": address_of(link)}
        queue_account_mail(
            event, member, "account_email", gettext_lazy("Confirm your address"), to=link.email, more=more
        )


def tell_of_change(event: Event) -> None:
    """Whoever's sign-in was changed is told, in case it was somebody else."""
    member = member_of(event)
    if member is not None:
        queue_account_mail(
            event, member, "account_notice", gettext_lazy("Your sign-in was changed"), what=NOTICES[event.type]
        )


def queue_account_mail(
    event: Event,
    member: Membership,
    template: str,
    subject: Promise,
    *,
    to: str = "",
    what: Promise | str = "",
    more: Mapping[str, Any] | None = None,
) -> None:
    """Queue a mail about somebody's own sign-in, in the name of a place where they work."""
    workspace = member.workspace

    def context() -> dict[str, Any]:
        return {"name": short_name(member.user.name), "what": what, **(more or {})}

    letter = Letter(
        OutboundMail.Kind.ACCOUNT,
        to=to or member.user.email,
        from_name=short_name(workspace.name),
        context=context,
        template=template,
        language=member.user.language,
    )
    with translation.override(letter.language_at(workspace)):
        words = str(subject)
    queue_personal_mail(event, workspace, letter, subject=words)


def member_of(event: Event) -> Membership | None:
    """Whom the event is about, while they work here."""
    workspace = Workspace.objects.get(pk=event.workspace_id)
    found: Membership | None = (
        workspace.memberships.select_related("user", "workspace").filter(pk=event.subject_id, is_active=True).first()
    )
    return found


def open_link_of(event: Event) -> UserLink | None:
    """The link that the event names, unless it was used meanwhile."""
    return UserLink.objects.filter(pk=event.data["link_id"], used_at=None).first()
