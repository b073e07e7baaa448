"""What stands under one's replies, in each place of work."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from helpdesk.accounts.actions.change_signature import change_signature
from helpdesk.accounts.members.persons import places_of
from helpdesk.lib.errors import NotFound
from portal.account.profile import Profile
from portal.redirect import SeeOther


class ChangeSignature(Profile):
    """Takes the form of the profile page."""

    def post(self, request: HttpRequest, workspace: str) -> HttpResponse:  # type: ignore[override]
        """Save it for one workspace."""
        place = next((place for place in places_of(self.user) if place.workspace.slug == workspace), None)
        if place is None:
            raise NotFound("page")
        change_signature(place, text=request.POST.get("signature", ""))
        messages.success(request, _("Your signature is saved."))
        return SeeOther(reverse("account"))
