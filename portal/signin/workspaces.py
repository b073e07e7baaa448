"""The choice of a workspace, for whoever works in more than one."""

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from helpdesk.accounts.models import Membership
from portal.redirect import SeeOther
from portal.signin.reader import ReaderPage
from portal.words import ROLES


class Workspaces(ReaderPage):
    """Straight to the only workspace, or a list of them."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Where the person works."""
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        found = (
            Membership.objects.across_workspaces("the person has not chosen a workspace yet")
            .filter(user_id=request.user.pk, is_active=True)
            .order_by("workspace__name")
            .values("role", "workspace__slug", "workspace__name")
        )
        places = [
            {
                "name": row["workspace__name"],
                "role": _(ROLES[row["role"]]),
                "address": reverse("desk-tickets", args=[row["workspace__slug"]]),
            }
            for row in found
        ]
        if len(places) == 1:
            return SeeOther(places[0]["address"])
        return render(request, "signin/workspaces.html", {"places": places})
