"""Teams: who works together, and so which queues they see."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.actions.create_team import create_team
from helpdesk.accounts.actions.delete_team import delete_team
from helpdesk.accounts.actions.update_team import update_team
from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Team
from helpdesk.accounts.scopes import SETTINGS_PEOPLE
from helpdesk.accounts.settings_screens.role_choice import member_label
from helpdesk.accounts.site import Section, SettingsForm, WorkspaceAdmin, site


class TeamForm(SettingsForm):
    """Offers who works here; who is in the team and was deactivated stays a choice, so that saving keeps them in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members: Any = self.fields["members"]
        held = self.instance.members.values("pk") if self.instance.pk and not self.instance._state.adding else []
        offered = members.queryset.filter(Q(is_active=True) | Q(pk__in=held))
        members.queryset = offered.select_related("user").order_by("user__name", "pk")
        members.label_from_instance = member_label


@admin.register(Team, site=site)
class TeamScreen(WorkspaceAdmin):
    """Queues are opened to them."""

    section, address, scope = Section.PEOPLE, "teams", SETTINGS_PEOPLE
    title, noun = _("Teams"), _("team")
    description = _("Who works together; queues are opened to teams.")
    empty = _("A queue that is not for everyone is opened to teams.")
    removal = _(
        "Its members stay members, and lose the views that were shared in the team. It can be deleted once no queue "
        "is open to it."
    )
    rows = "teams"
    form = TeamForm
    fields = ("name", "members")
    labels = {"name": _("Name"), "members": _("Members")}
    help_texts = {
        "name": _("As members read it."),
        "members": _("They see the queues that are open to this team, from their next click on."),
    }
    list_display = ("name", "people")
    search_fields = ("name",)
    order = ("name", "pk")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """With who is in them, in one more statement for the whole page."""
        return super().get_queryset(request).prefetch_related("members__user")

    @admin.display(description=_("Members"))
    def people(self, row: Team) -> list[str]:
        """Who is in it and works here."""
        return sorted(member.user.name for member in row.members.all() if member.is_active)

    def create(self, *, actor: Actor, values: dict[str, Any]) -> Team:
        """Add it."""
        return create_team(actor=actor, **values)

    def update(self, row: Team, *, actor: Actor, values: dict[str, Any]) -> None:
        """Change it."""
        update_team(row, actor=actor, changes=values)

    def remove(self, row: Team, *, actor: Actor) -> None:
        """Take it apart."""
        delete_team(row, actor=actor)
