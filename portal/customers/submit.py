"""Send a request."""

import uuid
from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from helpdesk.accounts.actions.ensure_customer import ensure_customer
from helpdesk.accounts.actors import customer_actor
from helpdesk.accounts.models import Workspace
from helpdesk.http.client_address import client_address
from helpdesk.http.limits import Limit, spend
from helpdesk.lib.errors import HelpdeskError
from helpdesk.lib.languages import spoken
from portal.custom_fields import PREFIX, ValueField
from portal.customers.articles import articles_at
from portal.customers.forms import EmailField, PortalForm, TextField
from portal.customers.page import CustomerPage
from portal.customers.submitted import receipt_for
from portal.files.attached import FilesField, take_files
from portal.files.limits import spend_files
from tickets.actions import create_ticket
from tickets.custom import asked_in
from tickets.models import Ticket

PER_CLIENT = Limit("portal.submit.client", "10/h")
PER_ADDRESS = Limit("portal.submit.email", "5/h")
# Nobody knows yet who it is: less at once than behind a mailed link, and a number that fills no disk.
MOST_BYTES = 15_000_000
FILES = Limit("portal.submit.files", "40/d")


class RequestForm(PortalForm):
    """``website`` is a trap: people do not see it, programs that fill in every form do."""

    names = {"body": "description"}

    name = forms.CharField(
        max_length=120,
        label=gettext_lazy("Your name"),
        help_text=gettext_lazy("As we should address you."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = EmailField(label=gettext_lazy("Your e-mail address"), help_text=gettext_lazy("Our answer goes there."))
    subject = forms.CharField(
        max_length=200,
        label=gettext_lazy("Subject"),
        help_text=gettext_lazy("A few words, such as: I cannot sign in."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    description = TextField(
        max_length=5000,
        label=gettext_lazy("How can we help?"),
        help_text=gettext_lazy("What did you do, and what happened? Up to 5,000 characters."),
        strip=False,
    )
    type: Any = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label=gettext_lazy("What is it about?"),
        empty_label=gettext_lazy("Please choose"),
    )
    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}))

    def __init__(self, workspace: Workspace, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        kinds: Any = self.fields["type"]
        kinds.queryset = workspace.ticket_types.filter(is_offered=True, archived_at=None).order_by("position", "id")
        if not kinds.queryset:
            del self.fields["type"]
        self.asked = [
            field
            for field in asked_in(workspace, workspace.queues.get(is_default=True).pk)
            if field.is_visible_to_customers
        ]
        for field in self.asked:
            self.fields[PREFIX + field.key] = ValueField(field, required=field.is_required)
        self.fields["files"] = FilesField(most=MOST_BYTES)

    @property
    def custom_inputs(self) -> list[forms.BoundField]:
        """The custom fields, as the page shows them."""
        return [self[PREFIX + field.key] for field in self.asked]

    def custom_values(self) -> dict[str, Any]:
        """What was typed into them, by key."""
        return {field.key: self.cleaned_data[PREFIX + field.key] for field in self.asked}

    def clean_description(self) -> str:
        """Blanks alone say nothing. Raises ValidationError."""
        text: str = self.cleaned_data["description"]
        if not text.strip():
            raise forms.ValidationError(self.fields["description"].error_messages["required"], code="required")
        return text

    def clean(self) -> dict[str, Any]:
        """Whoever fell into the trap without being a program only needs to press the button again."""
        if self.cleaned_data.get("website"):
            raise forms.ValidationError(
                _("We could not take this at once. Please press the button again."), code="trap"
            )
        return self.cleaned_data


class SubmitPage(CustomerPage):
    """A form for anybody; the tracking link goes to the mailbox, since anybody can type anybody's address."""

    form: RequestForm
    channel: ClassVar[str] = Ticket.Channel.PORTAL
    template: ClassVar[str] = "submit"

    def enter(self, request: HttpRequest, kwargs: Mapping[str, Any]) -> None:
        """Read the form and count the try. Only a form in order counts: typing mistakes lock nobody out."""
        super().enter(request, kwargs)
        if request.method == "POST":
            self.form = RequestForm(self.workspace, request.POST, request.FILES)
            self.form.require()
            place = self.workspace.pk.hex
            spend(request, [PER_CLIENT], callers=[f"{place}:{client_address(request)}"])
            spend(request, [PER_ADDRESS], callers=[f"{place}:{self.form.cleaned_data['email']}"])
            spend_files(request, self.form.cleaned_data["files"], workspace=self.workspace, files=FILES)

    def get(self, request: HttpRequest, workspace: str) -> HttpResponse:
        """Show the form."""
        return self.shown(
            request, self.template, form=RequestForm(self.workspace), articles_at=articles_at(self.workspace)
        )

    def post(self, request: HttpRequest, workspace: str) -> HttpResponse:
        """Open the ticket and show its number."""
        sent = self.form.cleaned_data
        # Mails follow the page that the first request came from; an empty language is the workspace's.
        shown = spoken(get_language() or "")
        language = "" if shown == self.workspace.language else shown
        customer = ensure_customer(self.workspace, email=sent["email"], name=sent["name"], language=language)
        actor = customer_actor(customer, self.workspace)
        ticket = create_ticket(
            actor=actor,
            requester=customer,
            subject=sent["subject"],
            body=sent["description"],
            channel=self.channel,
            type=sent.get("type"),
            custom=self.form.custom_values(),
            files=take_files(sent["files"], actor=actor),
        )
        self.made = ticket.pk
        return self.done_before(request, ticket.pk)

    def done_before(self, request: HttpRequest, made: uuid.UUID, **kwargs: Any) -> HttpResponse:
        """To the number."""
        receipt = receipt_for(self.workspace.tickets.get(pk=made))
        return HttpResponseRedirect(self.submitted_at(receipt), status=303)

    def submitted_at(self, receipt: str) -> str:
        """The page with the number."""
        return reverse("portal-submitted", args=[self.workspace.slug, receipt])

    def refused(self, request: HttpRequest, error: HelpdeskError, **kwargs: Any) -> HttpResponse:
        """The form again with everything typed."""
        self.form.blame(error)
        return self.refusal(request, self.template, error, form=self.form, articles_at=articles_at(self.workspace))
