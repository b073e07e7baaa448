"""How one is called, addressed and shown."""

import zoneinfo
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from helpdesk.accounts.actions.update_profile import update_profile
from helpdesk.accounts.members.persons import places_of
from portal.account.page import AccountPage
from portal.redirect import SeeOther


class Profile(AccountPage):
    """Name, language and time zone; picture and signatures have forms of their own on the same page."""

    template = "account/profile.html"

    def facts(self) -> dict[str, Any]:
        """What there is to choose from."""
        return {
            "languages": settings.LANGUAGES,
            "time_zones": sorted(zoneinfo.available_timezones()),
            "places": places_of(self.user),
        }

    def post(self, request: HttpRequest) -> HttpResponse:
        """Save them."""
        form = request.POST
        update_profile(
            self.user,
            name=form.get("name", ""),
            language=form.get("language", ""),
            time_zone=form.get("time_zone", ""),
        )
        messages.success(request, _("Your profile is saved."))
        return SeeOther(reverse("account"))
