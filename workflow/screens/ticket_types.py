"""Kinds of request."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.scopes import SETTINGS_TICKETS
from helpdesk.accounts.site import Section, SettingsForm, site
from workflow.actions.archive_type import archive_type
from workflow.actions.create_type import create_type
from workflow.actions.update_type import update_type
from workflow.models import TicketType
from workflow.screens.kit import POSITION, NounScreen, archiving


class TypeForm(SettingsForm):
    """A word is made of the name where none is given."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "word" in self.fields:
            self.fields["word"].required = False


@admin.register(TicketType, site=site)
class TypeScreen(NounScreen):
    """What customers choose from when they write."""

    section, address, scope = Section.TICKETS, "types", SETTINGS_TICKETS
    title, noun = _("Ticket types"), _("type")
    description = _("Kinds of request, and which of them customers may choose.")
    rows = "ticket_types"
    form = TypeForm
    fields = ("name", "word", "is_offered", "position")
    fixed = ("word",)
    labels = {
        "name": _("Name"),
        "word": _("Word for programs"),
        "is_offered": _("Offered to customers"),
        "position": _("Position"),
        "archived_at": _("Archived"),
    }
    help_texts = {
        "name": _("As people read it."),
        "word": _("Other programs know the type by it, so it cannot be changed later. Empty: made of the name."),
        "is_offered": _("Customers can choose it on the form of the portal."),
        "position": POSITION,
    }
    list_display = ("name", "word", "is_offered", "position", "archived_at")
    search_fields = ("name", "word")
    order = ("position", "pk")
    acts = archiving(archive_type, explanation=_("Tickets that have it keep it; it can be chosen no more."))

    def create(self, *, actor: Actor, values: dict[str, Any]) -> TicketType:
        """Add it."""
        return create_type(actor=actor, **values)

    def update(self, row: TicketType, *, actor: Actor, values: dict[str, Any]) -> None:
        """Change it."""
        update_type(row, actor=actor, changes=values)
