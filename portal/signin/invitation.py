"""Take up an invitation."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from helpdesk.accounts.actions.accept_invitation import accept_invitation
from helpdesk.accounts.members.invitations import open_invitation
from helpdesk.accounts.models import Invitation, User
from helpdesk.accounts.signing_in.links import INVITATION
from helpdesk.lib.errors import HelpdeskError
from portal.errors import message_for, status_of
from portal.signin.linked import LinkedPage
from portal.signin.session import open_session
from portal.words import ROLES


class AcceptInvitation(LinkedPage):
    """Who is new here says a name and a password; who is known only accepts, and signs in as always."""

    purpose = INVITATION
    invitation: Invitation

    def open(self, token: str) -> None:
        """The invitation, while it is open."""
        self.invitation = open_invitation(token)

    def show(self, request: HttpRequest, error: HelpdeskError | None = None) -> HttpResponse:
        """The form."""
        invitation = self.invitation
        custom = invitation.custom_role
        context = {
            "invitation": invitation,
            "role": custom.name if custom else _(ROLES[invitation.role]),
            "is_known": User.objects.filter(email=invitation.email).exists(),
            "signed_in_as": getattr(request.user, "email", ""),
            "name": request.POST.get("name", invitation.name),
            "problem": message_for(error) if error else None,
        }
        return render(request, "signin/invitation.html", context, status=status_of(error) if error else 200)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Join. Who is new is signed in by it; anybody else has a password, and perhaps a code, to show first."""
        form = request.POST
        accepted = accept_invitation(self.invitation, name=form.get("name", ""), password=form.get("password", ""))
        membership = accepted.membership
        desk = reverse("desk-tickets", args=[membership.workspace.slug])
        messages.success(request, _("Welcome to %(company)s.") % {"company": membership.workspace.name})
        if accepted.is_new:
            open_session(request, membership.user)
        elif request.user.pk != membership.user_id:
            logout(request)
            return self.done(request, f"{reverse('sign-in')}?next={desk}")
        return self.done(request, desk)

    def refused(self, request: HttpRequest, error: HelpdeskError, **_kwargs: Any) -> HttpResponse:
        """The form again, and why; the invitation is still open."""
        return self.show(request, error)
