"""Fields that a workspace adds to its tickets."""

from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.scopes import SETTINGS_TICKETS
from helpdesk.accounts.site import Section, SettingsForm, site
from workflow.actions.archive_field import archive_field
from workflow.actions.create_field import create_field
from workflow.actions.update_field import update_field
from workflow.models import CustomField
from workflow.screens.kit import POSITION, NounScreen, archiving


class LinesField(forms.CharField):
    """Several texts, one on each line."""

    widget = forms.Textarea(attrs={"rows": 6})

    def prepare_value(self, value: Any) -> Any:
        """One line for each."""
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        """The lines with something on them."""
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]


class FieldForm(SettingsForm):
    """Choices one on each line; a key is made of the label where none is given."""

    choices = LinesField(
        label=_("Choices"),
        required=False,
        help_text=_("One on each line, for the two kinds one chooses in. What tickets hold stays when it goes here."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "key" in self.fields:
            self.fields["key"].required = False


@admin.register(CustomField, site=site)
class FieldScreen(NounScreen):
    """Their values stand on the tickets, one model behind every contract."""

    section, address, scope = Section.TICKETS, "fields", SETTINGS_TICKETS
    title, noun = _("Custom fields"), _("field")
    description = _("What else you want to know about a ticket, in which queues, and whether customers see it.")
    empty = _("A field asks for something that belongs to your work, such as an order number.")
    rows = "custom_fields"
    form = FieldForm
    fields = (
        "label", "key", "kind", "help_text", "choices", "is_required", "is_visible_to_customers", "queues", "position",
    )  # fmt: skip
    fixed = ("key", "kind")
    labels = {
        "label": _("Name"),
        "key": _("Key"),
        "kind": _("Kind"),
        "help_text": _("Help"),
        "is_required": _("Required"),
        "is_visible_to_customers": _("Customers see it"),
        "queues": _("Queues"),
        "position": _("Position"),
        "archived_at": _("Archived"),
    }
    help_texts = {
        "label": _("As people read it."),
        "key": _("Other programs know the field by it, so it cannot be changed later. Empty: made of the name."),
        "kind": _("What may be filled in. It cannot be changed later."),
        "help_text": _("A sentence below the name, for whoever fills it in."),
        "is_required": _("A new ticket cannot be sent without it by hand. Other programs may leave it out."),
        "is_visible_to_customers": _("Customers are asked for it on the portal, and see its value."),
        "queues": _("Where it is asked for. None: everywhere."),
        "position": POSITION,
    }
    list_display = ("label", "key", "kind", "is_required", "is_visible_to_customers", "position", "archived_at")
    search_fields = ("label", "key")
    order = ("position", "pk")
    acts = archiving(archive_field, explanation=_("Tickets keep their values and show them; it is asked for no more."))

    def create(self, *, actor: Actor, values: dict[str, Any]) -> CustomField:
        """Add it."""
        return create_field(actor=actor, **values)

    def update(self, row: CustomField, *, actor: Actor, values: dict[str, Any]) -> None:
        """Change it."""
        update_field(row, actor=actor, changes=values)
