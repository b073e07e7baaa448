"""Queues: who sees the tickets in them, and which one new tickets go to."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.scopes import SETTINGS_TICKETS, TICKETS_BULK
from helpdesk.accounts.settings_screens.card import Words
from helpdesk.accounts.settings_screens.visit import visit_of
from helpdesk.accounts.site import Act, Section, WorkspaceAdmin, site
from workflow.actions.create_queue import create_queue
from workflow.actions.delete_queue import delete_queue
from workflow.actions.make_default_queue import make_default_queue
from workflow.actions.update_queue import update_queue
from workflow.models import Queue
from workflow.screens.kit import POSITION


def make_default(_screen: Any, row: Queue, actor: Actor, _values: dict[str, Any]) -> Words:
    """New tickets go there."""
    make_default_queue(row, actor=actor)
    return _("New tickets go to: %(name)s") % {"name": row}


@admin.register(Queue, site=site)
class QueueScreen(WorkspaceAdmin):
    """Each ticket is in one of them."""

    section, address, scope = Section.TICKETS, "queues", SETTINGS_TICKETS
    title, noun = _("Queues"), _("queue")
    description = _("Where tickets wait, and who sees them there.")
    rows = "queues"
    fields = ("name", "description", "access", "teams", "position")
    labels = {
        "name": _("Name"),
        "description": _("Description"),
        "access": _("Who sees its tickets"),
        "teams": _("Teams"),
        "position": _("Position"),
        "is_default": _("New tickets"),
    }
    help_texts = {
        "name": _("As agents read it."),
        "description": _("What belongs here."),
        "access": _(
            "Everyone: all members. Teams: its teams, and members who may see every queue. "
            "Private: its teams and nobody else, not even admins."
        ),
        "teams": _("They matter for queues that are not for everyone. A private queue needs one."),
        "position": POSITION,
    }
    list_display = ("name", "access", "is_default", "position")
    search_fields = ("name",)
    order = ("position", "pk")
    acts = (
        Act(
            "default",
            _("Make it the default"),
            _("New tickets that name no queue go here from now on."),
            run=make_default,
            offered=lambda row: not row.is_default,
        ),
    )
    removal = _("Only a queue without tickets can be deleted. “Move tickets” empties it.")

    def render_change_form(self, request: Any, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """Offer to move its tickets, to whoever sees them and may change many at once."""
        row, actor = context["original"], visit_of(request).actor
        seen = row is not None and actor.workspace.queues.visible_to(actor).filter(pk=row.pk).exists()
        context["may_move"] = seen and actor.may(TICKETS_BULK)
        return super().render_change_form(request, context, *args, **kwargs)

    def create(self, *, actor: Actor, values: dict[str, Any]) -> Queue:
        """Open it."""
        return create_queue(actor=actor, **values)

    def update(self, row: Queue, *, actor: Actor, values: dict[str, Any]) -> None:
        """Change it."""
        update_queue(row, actor=actor, changes=values)

    def remove(self, row: Queue, *, actor: Actor) -> None:
        """Take it away."""
        delete_queue(row, actor=actor)
