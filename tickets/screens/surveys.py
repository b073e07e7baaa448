"""Customers' ratings: whether and when they are asked how the help was, and which ratings are low."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.actions.update_workspace import update_workspace
from helpdesk.accounts.scopes import SETTINGS_WORKSPACE
from helpdesk.accounts.site import FormScreen, PlainForm, Section, Visit, site
from helpdesk.accounts.workspaces.fields import MAX_SURVEY_DELAY

LOW = {0: _("None"), 1: _("1"), 2: _("1 and 2"), 3: _("1 to 3"), 4: _("1 to 4")}


class SurveyForm(PlainForm):
    """Yes or no, when, and what is low."""

    asks_for_rating = forms.BooleanField(
        label=_("Ask customers how the help was"),
        required=False,
        help_text=_("Once for each ticket, after it was resolved. People in copy are never asked."),
    )
    survey_delay_minutes = forms.IntegerField(
        label=_("Ask this many minutes after the ticket was resolved"),
        min_value=0,
        max_value=MAX_SURVEY_DELAY,
        help_text=_(
            "0: the five faces stand in the mail that says it is resolved. Otherwise they come in a mail of their own; "
            "a day has 1440 minutes. Reopening the ticket puts it off."
        ),
    )
    low_score = forms.TypedChoiceField(
        label=_("Low ratings"),
        choices=list(LOW.items()),
        coerce=int,
        help_text=_("Whoever has the ticket is told of a low rating."),
    )


@site.screen
class SurveyScreen(FormScreen):
    """One form."""

    section, address, scope = Section.WORKSPACE, "ratings", SETTINGS_WORKSPACE
    title = _("Customers' ratings")
    description = _("Whether and when customers are asked how the help was, and which ratings are low.")
    form = SurveyForm

    def initial(self, visit: Visit) -> dict[str, Any]:
        """The values as they stand now."""
        return {name: getattr(visit.workspace, name) for name in SurveyForm.base_fields}

    def save(self, *, visit: Visit, values: dict[str, Any]) -> None:
        """Hand the values to the verb."""
        update_workspace(actor=visit.actor, changes=values)
