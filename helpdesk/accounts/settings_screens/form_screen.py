"""A screen that is one form about the workspace itself, not rows."""

from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from helpdesk.accounts.settings_screens.card import Card
from helpdesk.accounts.settings_screens.forms import PlainForm
from helpdesk.accounts.settings_screens.visit import Visit, visit_of


class FormScreen(Card):
    """``initial`` says what the form shows; ``save`` calls one verb with what it holds."""

    form: ClassVar[type[PlainForm]]

    def __init__(self, site: Any) -> None:
        self.site = site

    def initial(self, visit: Visit) -> dict[str, Any]:
        """The values as they stand now."""
        return {}

    def save(self, *, visit: Visit, values: dict[str, Any]) -> None:
        """Hand the values to the verb."""

    def get_urls(self) -> list[URLPattern]:
        """Its one page."""
        return [path("", self.site.admin_view(self.page), name=self.home_name)]

    def page(self, request: HttpRequest) -> HttpResponse:
        """Show the form, or do what it says."""
        visit = visit_of(request)
        sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
        form = self.form(*sent, visit=visit, initial=self.initial(visit))
        if form.is_bound and form.is_valid():
            self.save(visit=visit, values=form.cleaned_data)
            messages.success(request, _("Saved."))
            return HttpResponseRedirect(self.home, status=303)
        context = {**self.site.each_context(request), "screen": self, "title": self.title, "form": form}
        return TemplateResponse(request, self.template, context, status=422 if form.is_bound else 200)

    template: ClassVar[str] = "admin/form_screen.html"
