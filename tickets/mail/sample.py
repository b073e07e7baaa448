"""A mail about a ticket that does not exist, to look at."""

from django.utils.translation import gettext as _

from helpdesk.accounts.models import Customer, Workspace
from tickets.mail.own_words import worded
from tickets.mail.render import render_mail
from tickets.models import Comment, MailWording, Ticket


def sample_mail(workspace: Workspace, wording: MailWording) -> tuple[str, str]:
    """Subject and plain text as a customer would get them, with the workspace's own words."""
    ticket = Ticket(
        workspace=workspace,
        number=42,
        subject=_("The parcel has not arrived"),
        requester=Customer(workspace=workspace, email="ana@example.com", name="Ana"),
    )
    words = worded(ticket, wording)
    context = {
        "ticket": ticket,
        "opening": words.opening,
        "name": "Ana",
        "author": "Alice",
        "comment": Comment(body=_("It is on its way and arrives tomorrow.")),
        "link": "https://help.example.com/…",
        "has_token": True,
        "rating_link": "https://help.example.com/…",
        "faces": [],
        "quotes": [],
        "opened_by_us": False,
    }
    text, _html = render_mail(wording.kind, context, workspace=workspace, language=wording.language)
    return words.subject, text
