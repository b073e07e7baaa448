"""Looking at the desk as another member sees it: the pages that start and end it."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from helpdesk.accounts.models import Membership
from helpdesk.lib.errors import NotFound
from portal.desk.look import LOOKING
from portal.desk.page import DeskPage
from portal.redirect import SeeOther
from portal.words import ROLES
from workflow.actions.look_as import look_as, may_look_as
from workflow.actions.stop_looking import stop_looking


class LookAs(DeskPage):
    """Choose somebody, and see what they see."""

    def get(self, request: HttpRequest, workspace: str) -> HttpResponse:
        """Who can be chosen."""
        members = self.workspace.memberships.filter(is_active=True).select_related("user", "custom_role")
        people = [
            {
                "id": member.pk,
                "name": member.user.name,
                "role": member.custom_role.name if member.custom_role else ROLES[member.role],
            }
            for member in members.order_by("user__name", "id")
            if may_look_as(within(member, self.workspace), self.actor)
        ]
        return render(request, "desk/look_as.html", self.context(people=people))

    def post(self, request: HttpRequest, workspace: str) -> HttpResponse:
        """From now on this browser shows this workspace as the member sees it, and changes nothing in it."""
        member = look_as(self.chosen(request.POST.get("member", "")), actor=self.actor)
        request.session[LOOKING] = {str(self.workspace.pk): str(member.pk)}
        return SeeOther(reverse("desk-tickets", args=[workspace]))

    def chosen(self, text: str) -> Membership:
        """The member a form names. Raises NotFound."""
        try:
            member_id = uuid.UUID(text)
        except ValueError as error:
            raise NotFound("member") from error
        members = self.workspace.memberships.select_related("user", "custom_role")
        member: Membership | None = members.filter(pk=member_id).first()
        if member is None:
            raise NotFound("member")
        return within(member, self.workspace)


class StopLooking(DeskPage):
    """Back to one's own view."""

    looks_through = False

    def post(self, request: HttpRequest, workspace: str) -> HttpResponse:
        """End it, whatever has become of the member."""
        looking: Mapping[str, Any] = request.session.pop(LOOKING, {})
        named = looking.get(str(self.workspace.pk))
        if named is not None:
            stop_looking(uuid.UUID(named), actor=self.actor)
            messages.success(request, _("You see the desk with your own eyes again."))
        return SeeOther(reverse("desk-tickets", args=[workspace]))


def within(member: Membership, workspace: Any) -> Membership:
    """The member with the workspace at hand."""
    member.workspace = workspace
    return member
