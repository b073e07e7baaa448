"""Statuses of the workspace's own, and other names for the five built-in ones."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.scopes import SETTINGS_TICKETS
from helpdesk.accounts.site import Act, Section, site
from workflow.actions.archive_status import archive_status
from workflow.actions.create_status import create_status
from workflow.actions.delete_status import delete_status
from workflow.actions.update_status import update_status
from workflow.models import CustomStatus
from workflow.screens.kit import COLOUR, POSITION, NounScreen, archiving


@admin.register(CustomStatus, site=site)
class StatusScreen(NounScreen):
    """Each is of one of the five kinds, which is what everything else goes by."""

    section, address, scope = Section.TICKETS, "statuses", SETTINGS_TICKETS
    title, noun = _("Statuses"), _("status")
    description = _("Words of your own for where a ticket stands, each of one of the five kinds.")
    empty = _("Without one of your own, tickets are open, in progress, pending, resolved or closed.")
    rows = "custom_statuses"
    fields = ("label", "kind", "is_builtin", "colour", "position")
    fixed = ("kind", "is_builtin")
    labels = {
        "label": _("Name"),
        "kind": _("Kind"),
        "is_builtin": _("Another name for the kind itself"),
        "colour": _("Colour"),
        "position": _("Position"),
        "archived_at": _("Archived"),
    }
    help_texts = {
        "label": _("As agents and customers read it, such as “Waiting for parts”."),
        "kind": _("Clocks, lists, reports and other programs go by the kind. It cannot be changed later."),
        "is_builtin": _("Ticked, it takes the place of the word that the kind has; otherwise it stands beside it."),
        "colour": COLOUR,
        "position": POSITION,
    }
    list_display = ("label", "kind", "is_builtin", "colour", "position", "archived_at")
    search_fields = ("label",)
    order = ("position", "pk")
    removal = _("Only a status that no ticket has can be deleted.")

    def acts_for(self, request: Any, row: Any) -> list[Act]:
        """A built-in one is always there."""
        return [] if row is not None and row.is_builtin else super().acts_for(request, row)

    acts = archiving(archive_status, explanation=_("Tickets that have it keep it; it can be chosen no more."))

    def create(self, *, actor: Actor, values: dict[str, Any]) -> CustomStatus:
        """Add it."""
        return create_status(actor=actor, **values)

    def update(self, row: CustomStatus, *, actor: Actor, values: dict[str, Any]) -> None:
        """Change it."""
        update_status(row, actor=actor, changes=values)

    def remove(self, row: CustomStatus, *, actor: Actor) -> None:
        """Take it away."""
        delete_status(row, actor=actor)
