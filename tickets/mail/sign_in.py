"""The mail with which a customer signs in to the portal."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from helpdesk.accounts.customers.access import make_customer_link, may_enter
from helpdesk.accounts.models import Workspace
from helpdesk.events.models import Event
from tickets.mail.addresses import greeting_name, short_name
from tickets.mail.outbox import Letter, queue_personal_mail
from tickets.models import OutboundMail


def mail_sign_in_link(event: Event) -> None:
    """``customer.link_requested``: the customer gets a link that signs in, at their first address only."""
    workspace = Workspace.objects.get(pk=event.workspace_id)
    customer = workspace.customers.filter(pk=event.subject_id).first()
    if customer is None or not may_enter(customer):
        return
    customer.workspace = workspace

    def context() -> dict[str, Any]:
        return {"name": greeting_name(customer.name), "link": make_customer_link(customer)}

    company = short_name(workspace.brand_name or workspace.name)
    letter = Letter(
        OutboundMail.Kind.SIGN_IN,
        to=customer.email,
        from_name=company,
        context=context,
        language=customer.language,
    )
    with translation.override(letter.language_at(workspace)):
        subject = _("Your link to sign in at %(company)s") % {"company": company}
    queue_personal_mail(event, workspace, letter, subject=subject)
