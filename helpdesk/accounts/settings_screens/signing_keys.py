"""The key behind the links in mails."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.actions.rotate_signing_key import rotate_signing_key
from helpdesk.accounts.scopes import SETTINGS_KEYS
from helpdesk.accounts.site import FormScreen, PlainForm, Section, Visit, site


class SigningKeyForm(PlainForm):
    """Two boxes: one says that it is meant, the other how thorough it is to be."""

    replace = forms.BooleanField(
        label=_("Replace the key now"),
        help_text=_("New links are signed with a new key. Those in mails that went out work until they expire."),
    )
    end_old = forms.BooleanField(
        label=_("And end all links given out so far"),
        required=False,
        help_text=_("For the case that somebody may have got at the key. Customers can have new links mailed."),
    )


@site.screen
class SigningKeyScreen(FormScreen):
    """One form."""

    section, address, scope = Section.CONNECTIONS, "link-key", SETTINGS_KEYS
    title = _("Links in mails")
    description = _("The key that signs the links with which customers open their tickets: replace it.")
    form = SigningKeyForm

    def initial(self, visit: Visit) -> dict[str, Any]:
        """Nothing is chosen beforehand."""
        return {}

    def save(self, *, visit: Visit, values: dict[str, Any]) -> None:
        """Hand the choice to the verb."""
        rotate_signing_key(actor=visit.actor, end_old=values["end_old"])
