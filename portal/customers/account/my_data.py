"""What is kept about oneself: change it, take it along, have it erased."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helpdesk.accounts.actions.update_own_details import update_own_details
from helpdesk.http.limits import Limit, spend
from helpdesk.lib.errors import HelpdeskError
from helpdesk.lib.languages import SPOKEN
from portal.customers.account.page import SignedInPage
from portal.customers.forms import PortalForm
from portal.knowledge.languages import name_of
from portal.languages import keep_choice
from portal.redirect import SeeOther
from tickets.actions.copy_own_data import copy_own_data
from tickets.actions.request_erasure import open_request, request_erasure

COPIES = Limit("portal.own_data", "5/h")


class DetailsForm(PortalForm):
    """Name and language."""

    name = forms.CharField(
        max_length=120,
        required=False,
        label=gettext_lazy("Your name"),
        help_text=gettext_lazy("As we should address you."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(required=False, label=gettext_lazy("Your language"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        languages = [(code, name_of(code)) for code in SPOKEN]
        choices: Any = self.fields["language"]
        choices.choices = [("", _("The same as this site")), *languages]


class ErasureForm(PortalForm):
    """The box that says one means it."""

    sure = forms.BooleanField(
        label=gettext_lazy("I want everything about me erased. I know that this cannot be undone."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sure"].error_messages["required"] = gettext_lazy("Please tick the box if you are sure.")


class DataPage(SignedInPage):
    """What the page and its forms share."""

    def forms(self, **sent: PortalForm) -> dict[str, Any]:
        """The forms, fresh except those that come back, and the request to be erased where there is one."""
        details = {"name": self.customer.name, "language": self.customer.language}
        fresh = {"form": DetailsForm(initial=details), "erasure_form": ErasureForm(), "tab": "data"}
        return fresh | {"erasure": open_request(self.customer)} | sent

    def data_address(self) -> str:
        """The page."""
        return reverse("portal-my-data", args=[self.workspace.slug])


class MyDataPage(DataPage):
    """The page with its three parts; its own form stores name and language."""

    def get(self, request: HttpRequest, workspace: str) -> HttpResponse:
        """Show it."""
        return self.shown(request, "my_data", **self.forms())

    def post(self, request: HttpRequest, workspace: str) -> HttpResponse:
        """Store what was typed, and go on in the language chosen."""
        form = DetailsForm(request.POST)
        form.require()
        chosen = form.cleaned_data
        update_own_details(actor=self.actor, name=chosen["name"], language=chosen["language"])
        translation.activate(chosen["language"] or self.workspace.language)
        messages.success(request, _("Your details are stored."))
        response = SeeOther(self.data_address())
        keep_choice(response, self.workspace, chosen["language"])
        return response

    def refused(self, request: HttpRequest, error: HelpdeskError, **kwargs: Any) -> HttpResponse:
        """The page again with what was typed."""
        form = DetailsForm(request.POST)
        form.blame(error)
        return self.refusal(request, "my_data", error, **self.forms(form=form))


class CopyDataPage(DataPage):
    """The button that downloads; a button, because each time is written down."""

    def enter(self, request: HttpRequest, kwargs: Mapping[str, Any]) -> None:
        """Count it: a copy is made anew each time."""
        super().enter(request, kwargs)
        spend(request, [COPIES], callers=[self.customer.pk.hex])

    def post(self, request: HttpRequest, workspace: str) -> HttpResponseBase:
        """The file."""
        file = copy_own_data(self.customer, actor=self.actor)
        name = f"{workspace}-my-data-{timezone.now():%Y-%m-%d}.zip"
        return FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")


class EraseMePage(DataPage):
    """The form that asks the team to erase everything."""

    def post(self, request: HttpRequest, workspace: str) -> HttpResponse:
        """Ask, once, and show the request."""
        form = ErasureForm(request.POST)
        form.require()
        request_erasure(self.customer, actor=self.actor)
        messages.success(request, _("We have your request. People look at it, and tell you when it is done."))
        return SeeOther(f"{self.data_address()}#erase")

    def refused(self, request: HttpRequest, error: HelpdeskError, **kwargs: Any) -> HttpResponse:
        """The page again; the box must be ticked."""
        form = ErasureForm(request.POST)
        form.blame(error)
        return self.refusal(request, "my_data", error, **self.forms(erasure_form=form))
