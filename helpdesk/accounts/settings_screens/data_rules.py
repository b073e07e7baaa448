"""How long things are kept."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.actions.update_workspace import update_workspace
from helpdesk.accounts.scopes import SETTINGS_DATA
from helpdesk.accounts.site import FormScreen, PlainForm, Section, Visit, site
from helpdesk.accounts.workspaces.fields import MAX_DAYS


class DataRulesForm(PlainForm):
    """Two numbers of days."""

    close_resolved_after = forms.IntegerField(
        label=_("Close resolved tickets after this many days"),
        min_value=1,
        max_value=MAX_DAYS,
        required=False,
        help_text=_("Counted from when they were resolved; an answer before that opens them again. Empty: never."),
    )
    erase_closed_after = forms.IntegerField(
        label=_("Erase the texts of closed tickets after this many days"),
        min_value=1,
        max_value=MAX_DAYS,
        required=False,
        help_text=_("Texts and addresses go and cannot come back; numbers for reports stay. Empty: never."),
    )


@site.screen
class DataRulesScreen(FormScreen):
    """One form."""

    section, address, scope = Section.DATA, "data-rules", SETTINGS_DATA
    title = _("Closing and keeping")
    description = _("When resolved tickets are closed, and when the texts of closed ones are erased.")
    form = DataRulesForm

    def initial(self, visit: Visit) -> dict[str, Any]:
        """The values as they stand now."""
        return {name: getattr(visit.workspace, name) for name in DataRulesForm.base_fields}

    def save(self, *, visit: Visit, values: dict[str, Any]) -> None:
        """Hand the values to the verb."""
        update_workspace(actor=visit.actor, changes=values)
