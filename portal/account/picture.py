"""One's picture: changing it, and showing it to colleagues."""

import hashlib
import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.urls import reverse
from django.utils.translation import gettext as _

from helpdesk.accounts.actions.change_picture import change_picture
from helpdesk.accounts.models import Membership, User
from helpdesk.lib.errors import Invalid, NotFound
from helpdesk.lib.pictures import MAX_BYTES
from portal.account.page import AccountPage
from portal.account.profile import Profile
from portal.redirect import SeeOther


class ChangePicture(Profile):
    """Takes the form of the profile page."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """Draw a new one, or take it away."""
        if "remove" in request.POST:
            change_picture(self.user, data=None)
            messages.success(request, _("Your picture is gone."))
            return SeeOther(reverse("account"))
        sent = request.FILES.get("picture")
        if sent is None:
            raise Invalid(_("Choose a picture first"), field="picture")
        if (sent.size or 0) > MAX_BYTES:
            raise Invalid(_("That picture is too large"), field="picture", hint=_("Send one of up to 2 MB"))
        change_picture(self.user, data=sent.read())
        messages.success(request, _("Your picture is saved."))
        return SeeOther(reverse("account"))


class Picture(AccountPage):
    """The picture of oneself or of somebody who works in a place where one works too."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """A browser may keep it, as it stands on every page, but asks before it shows it again."""
        response = super().dispatch(request, *args, **kwargs)
        if response.status_code in (200, 304):
            response["Cache-Control"] = "private, no-cache"
        return response

    def get(self, request: HttpRequest, user_id: uuid.UUID) -> HttpResponse:  # type: ignore[override]
        """The picture; browsers ask again whether it is still the same."""
        picture = picture_for(self.user, user_id)
        if picture is None:
            raise NotFound("page")
        tag = f'"{hashlib.sha256(picture).hexdigest()[:32]}"'
        same = request.headers.get("If-None-Match") == tag
        response = HttpResponseNotModified() if same else HttpResponse(picture, content_type="image/webp")
        response["ETag"] = tag
        return response


def picture_for(viewer: User, user_id: uuid.UUID) -> bytes | None:
    """The picture of a person that this viewer may see; None also for somebody without one."""
    if viewer.pk != user_id:
        places = Membership.objects.across_workspaces("colleagues of any place of work may see one's picture")
        mine = places.filter(user=viewer, is_active=True)
        if not places.filter(user=user_id, workspace__in=mine.values("workspace")).exists():
            return None
    picture = User.objects.filter(pk=user_id).values_list("picture", flat=True).first()
    return bytes(picture) if picture else None
