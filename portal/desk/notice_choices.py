"""How the member who asks wants to hear of what."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from helpdesk.accounts.actions.change_notices import change_notices
from helpdesk.accounts.members.notices import Occasion, Way, ways_of
from helpdesk.lib.errors import HelpdeskError
from portal.desk.page import DeskPage
from portal.errors import message_for, status_of
from portal.redirect import SeeOther


class NoticeChoices(DeskPage):
    """One choice for each occasion."""

    def get(self, request: HttpRequest, workspace: str) -> HttpResponse:
        """The form."""
        return self.form(request, ways_of(self.member))

    def post(self, request: HttpRequest, workspace: str) -> HttpResponse:
        """Keep the choices."""
        change_notices(self.member, actor=self.actor, choices=chosen(request))
        messages.success(request, _("Your choices are saved."))
        return SeeOther(reverse("desk-inbox-choices", args=[workspace]))

    def refused(self, request: HttpRequest, error: HelpdeskError, **_kwargs: str) -> HttpResponse:
        """The form again, with what was chosen."""
        return self.form(request, ways_of(self.member) | chosen(request), error)

    def form(self, request: HttpRequest, ways: Mapping[str, str], error: HelpdeskError | None = None) -> HttpResponse:
        """The page."""
        context = self.context(
            here="inbox",
            occasions=[(value, label, ways[value]) for value, label in Occasion.choices],
            ways=Way.choices,
            problem=message_for(error) if error else None,
        )
        return render(request, "desk/inbox_choices.html", context, status=status_of(error) if error else 200)


def chosen(request: HttpRequest) -> dict[str, str]:
    """The choices as sent."""
    return {occasion: request.POST[occasion] for occasion in Occasion.values if occasion in request.POST}
