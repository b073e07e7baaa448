"""Pages of the lists that people keep: all of them, a new one, one to change."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from helpdesk.accounts.models import Team
from helpdesk.accounts.scopes import SETTINGS_TICKETS
from helpdesk.lib.errors import HelpdeskError, NotFound
from portal.desk.page import DeskPage
from portal.errors import message_for, status_of
from portal.redirect import SeeOther
from tickets.actions import change_view, delete_view, move_view, save_view
from tickets.models import SavedView
from tickets.saved_views import may_change, own_teams


class ViewPage(DeskPage):
    """What the pages about one saved view share."""

    def find(self, view: uuid.UUID) -> SavedView:
        """The view in the address, if the member sees it. Raises NotFound."""
        found: SavedView | None = self.workspace.saved_views.visible_to(self.actor).filter(pk=view).first()
        if found is None:
            raise NotFound("page")
        return found

    def form(
        self,
        request: HttpRequest,
        typed: dict[str, str],
        *,
        view: SavedView | None = None,
        error: HelpdeskError | None = None,
    ) -> HttpResponse:
        """The form of a new view or of one that is there."""
        context = self.context(
            typed=typed,
            view=view,
            changeable=view is None or may_change(self.actor, view),
            teams=[] if view else [(str(team.pk), team.name) for team in own_teams(self.actor)],
            may_share=self.actor.may(SETTINGS_TICKETS),
            problem=message_for(error) if error else None,
        )
        return render(request, "desk/saved_view.html", context, status=status_of(error) if error else 200)


class SavedViews(DeskPage):
    """All of them, in their order."""

    def get(self, request: HttpRequest, workspace: str) -> HttpResponse:
        """Those of one owner stand together."""
        groups: dict[str, dict[str, Any]] = {}
        shared = self.actor.may(SETTINGS_TICKETS)
        for row in self.saved_views:
            title = _("Mine") if row["member_id"] else row["team__name"] or _("The whole workspace")
            changeable = bool(row["member_id"] or row["team_id"]) or shared
            group = groups.setdefault(
                str(row["member_id"] or row["team_id"]), {"title": title, "changeable": changeable, "rows": []}
            )
            group["rows"].append(row)
        return render(request, "desk/saved_views.html", self.context(groups=list(groups.values()), here="views"))


class NewView(ViewPage):
    """Keep a search under a name."""

    def get(self, request: HttpRequest, workspace: str) -> HttpResponse:
        """The form, with the words of the list it was opened from."""
        return self.form(request, {"query": request.GET.get("query", ""), "owner": "member"})

    def post(self, request: HttpRequest, workspace: str) -> HttpResponse:
        """Keep it and show it."""
        owner, _sep, team = request.POST.get("owner", "").partition(":")
        view = save_view(
            actor=self.actor,
            name=request.POST.get("name", ""),
            query=request.POST.get("query", ""),
            owner=owner if owner in ("team", "workspace") else "member",  # type: ignore[arg-type]
            team=self.team(team) if owner == "team" else None,
        )
        messages.success(request, _("The list is saved."))
        self.made = view.pk
        return self.done_before(request, view.pk)

    def team(self, text: str) -> Team | None:
        """The team that was chosen, None for one that is not the member's."""
        return next((team for team in own_teams(self.actor) if str(team.pk) == text), None)

    def done_before(self, request: HttpRequest, made: uuid.UUID, **kwargs: Any) -> HttpResponse:
        """To the list that was saved."""
        return SeeOther(f"{reverse('desk-tickets', args=[self.workspace.slug])}?view={made}")

    def refused(self, request: HttpRequest, error: HelpdeskError, **_kwargs: Any) -> HttpResponse:
        """The form again, with everything still in it."""
        return self.form(
            request, {name: request.POST.get(name, "") for name in ("name", "query", "owner")}, error=error
        )


class EditView(ViewPage):
    """Another name, other words."""

    def get(self, request: HttpRequest, workspace: str, view: uuid.UUID) -> HttpResponse:
        """The form as it is kept."""
        found = self.find(view)
        return self.form(request, {"name": found.name, "query": found.query}, view=found)

    def post(self, request: HttpRequest, workspace: str, view: uuid.UUID) -> HttpResponse:
        """Change it and show it."""
        name, query = request.POST.get("name", ""), request.POST.get("query", "")
        changed = change_view(self.find(view), actor=self.actor, name=name, query=query)
        messages.success(request, _("The list is saved."))
        return SeeOther(f"{reverse('desk-tickets', args=[workspace])}?view={changed.pk}")

    def refused(self, request: HttpRequest, error: HelpdeskError, **kwargs: Any) -> HttpResponse:
        """The form again, with everything still in it."""
        typed = {name: request.POST.get(name, "") for name in ("name", "query")}
        return self.form(request, typed, view=self.find(kwargs["view"]), error=error)


class MoveView(ViewPage):
    """One place up or down."""

    def post(self, request: HttpRequest, workspace: str, view: uuid.UUID) -> HttpResponse:
        """Move it and show where it is."""
        move_view(self.find(view), actor=self.actor, to=request.POST.get("to", ""))  # type: ignore[arg-type]
        return SeeOther(reverse("desk-views", args=[workspace]))


class DeleteView(ViewPage):
    """Away with it."""

    def post(self, request: HttpRequest, workspace: str, view: uuid.UUID) -> HttpResponse:
        """Delete it; its tickets stay."""
        found = self.find(view)
        delete_view(found, actor=self.actor)
        messages.success(request, _("The list “%(name)s” is gone. Its tickets are not.") % {"name": found.name})
        return SeeOther(reverse("desk-views", args=[workspace]))
