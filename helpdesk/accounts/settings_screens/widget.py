"""Help on the company's own websites: the line to put in, and which sites may."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.actions.update_workspace import update_workspace
from helpdesk.accounts.scopes import SETTINGS_WORKSPACE
from helpdesk.accounts.site import FormScreen, PlainForm, Section, Visit, site


class WidgetForm(PlainForm):
    """The sites, one on each line."""

    widget_origins = forms.CharField(
        label=_("Sites that may embed the form"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "ltr", "spellcheck": "false"}),
    )

    def narrow(self) -> None:
        """Show the line that a site needs."""
        line = (
            f'<script src="{settings.BASE_URL}/widget.js" data-workspace="{self.visit.workspace.slug}" async></script>'
        )
        self.fields["widget_origins"].help_text = __(
            "One on each line, such as https://shop.example. Empty: any. A site puts this line into its pages: %(line)s"
        ) % {"line": line}

    def clean_widget_origins(self) -> list[str]:
        """A list of lines."""
        lines: list[str] = self.cleaned_data["widget_origins"].splitlines()
        return lines


@site.screen
class WidgetScreen(FormScreen):
    """One form."""

    section, address, scope = Section.WORKSPACE, "widget", SETTINGS_WORKSPACE
    title = _("Help on your websites")
    description = _("The line that puts search and the request form on any website, and which sites may use it.")
    form = WidgetForm

    def initial(self, visit: Visit) -> dict[str, Any]:
        """The sites as they stand now."""
        return {"widget_origins": "\n".join(visit.workspace.widget_origins)}

    def save(self, *, visit: Visit, values: dict[str, Any]) -> None:
        """Hand them to the verb."""
        update_workspace(actor=visit.actor, changes=values)
