"""Tags that are offered while typing."""

from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.scopes import SETTINGS_TICKETS
from helpdesk.accounts.settings_screens.card import Words
from helpdesk.accounts.site import Act, PlainForm, Section, WorkspaceAdmin, site
from workflow.actions.create_tag import create_tag
from workflow.actions.delete_tag import delete_tag
from workflow.actions.merge_tags import merge_tags
from workflow.actions.update_tag import update_tag
from workflow.models import Tag
from workflow.screens.kit import COLOUR


class MergeForm(PlainForm):
    """The tag that stays."""

    into: Any = forms.ModelChoiceField(
        queryset=None,
        label=_("Merge into"),
        help_text=_("The tag that stays. Tickets that carry the other get this one."),
    )

    def narrow(self) -> None:
        """The workspace's own."""
        into: Any = self.fields["into"]
        into.queryset = self.visit.workspace.tags.order_by("name")


def merge(_screen: Any, row: Tag, actor: Actor, values: dict[str, Any]) -> Words:
    """Make one of two."""
    kept = merge_tags(row, actor=actor, into=values["into"])
    return _("Merged into: %(name)s. Its tickets follow within minutes.") % {"name": kept}


@admin.register(Tag, site=site)
class TagScreen(WorkspaceAdmin):
    """Tickets may carry other words too; those here have a colour and are offered."""

    section, address, scope = Section.TICKETS, "tags", SETTINGS_TICKETS
    title, noun = _("Tags"), _("tag")
    description = _("Tags that are offered while typing, with their colours; rename and merge them here.")
    empty = _("Agents can tag tickets with any word. A tag made here has a colour and is offered while typing.")
    rows = "tags"
    fields = ("name", "colour", "description")
    labels = {"name": _("Name"), "colour": _("Colour"), "description": _("Description")}
    help_texts = {
        "name": _("A new name reaches the tickets that carry the old one within minutes."),
        "colour": COLOUR,
        "description": _("When to use it."),
    }
    list_display = ("name", "colour", "description")
    search_fields = ("name", "description")
    order = ("name", "pk")
    acts = (Act("merge", _("Merge"), _("This tag goes; another one takes its place."), run=merge, form=MergeForm),)
    removal = _("Tickets that carry it lose it within minutes. This cannot be undone.")

    def create(self, *, actor: Actor, values: dict[str, Any]) -> Tag:
        """Add it."""
        return create_tag(actor=actor, **values)

    def update(self, row: Tag, *, actor: Actor, values: dict[str, Any]) -> None:
        """Change it."""
        update_tag(row, actor=actor, changes=values)

    def remove(self, row: Tag, *, actor: Actor) -> None:
        """Take it away."""
        delete_tag(row, actor=actor)
