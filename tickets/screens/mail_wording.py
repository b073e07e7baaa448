"""Mail wording: a workspace's own words in the mails to its customers."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.scopes import SETTINGS_WORKSPACE
from helpdesk.accounts.settings_screens.card import Words
from helpdesk.accounts.site import Act, Section, SettingsForm, Shown, WorkspaceAdmin, site
from tickets.actions import reset_mail_wording, set_mail_wording
from tickets.mail.sample import sample_mail
from tickets.models import MailWording
from tickets.wording import KINDS

CHOICES = [(kind.value, words) for kind, words in KINDS.items()]


class WordingForm(SettingsForm):
    """Which mail in which language is chosen once; its words change."""

    kind = forms.ChoiceField(label=_("Mail"), choices=CHOICES, help_text=_("The occasion it is sent on."))
    language = forms.ChoiceField(
        label=_("Language"),
        choices=settings.LANGUAGES,
        help_text=_("Customers who are written to in this language get these words."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            del self.fields["kind"], self.fields["language"]
        else:
            self.initial["language"] = self.visit.workspace.language


def preview(screen: Any, row: MailWording, actor: Actor, values: dict[str, Any]) -> Shown:
    """The mail as a customer would get it now, about a made-up ticket."""
    subject, text = sample_mail(actor.workspace, row)
    context = {"title": _("Preview"), "subject": subject, "text": text, "row_address": screen.address_of(row)}
    return Shown("admin/mail_preview.html", context)


@admin.register(MailWording, site=site)
class MailWordingScreen(WorkspaceAdmin):
    """One row for each kind of mail and language that has words of its own."""

    section, address, scope = Section.WORKSPACE, "mail-wording", SETTINGS_WORKSPACE
    title, noun = _("Mail wording"), _("wording")
    description = _("Your own subject and first words in the mails to customers.")
    empty = _("All mails have the product's own words.")
    removal = _("The mail has the product's own words again.")
    rows = "mail_wordings"
    form = WordingForm
    fields = ("kind", "language", "subject", "opening")
    labels = {"subject": _("Subject"), "opening": _("Opening")}
    help_texts = {
        "subject": _("Empty: the number and subject of the ticket."),
        "opening": _("In place of greeting and first sentence. You can use {name}, {reference}, {subject}, {company}."),
    }
    list_display = ("mail", "language_name", "subject")
    order = ("kind", "language", "pk")
    acts = (
        Act(
            "preview",
            _("Preview"),
            _("Shows the mail about a made-up ticket. Nothing is sent."),
            run=preview,
            only_shows=True,
        ),
    )

    @admin.display(description=_("Mail"))
    def mail(self, row: MailWording) -> Words:
        """Its occasion."""
        return dict(CHOICES).get(row.kind, row.kind)

    @admin.display(description=_("Language"))
    def language_name(self, row: MailWording) -> str:
        """Its language by name."""
        return str(dict(settings.LANGUAGES).get(row.language, row.language))

    def create(self, *, actor: Actor, values: dict[str, Any]) -> MailWording:
        """Set the words."""
        return set_mail_wording(actor=actor, **values)

    def update(self, row: MailWording, *, actor: Actor, values: dict[str, Any]) -> None:
        """Set them anew."""
        set_mail_wording(actor=actor, kind=row.kind, language=row.language, **values)

    def remove(self, row: MailWording, *, actor: Actor) -> None:
        """Back to the product's own."""
        reset_mail_wording(row, actor=actor)
