"""Answer on one's own ticket."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from helpdesk.lib.errors import HelpdeskError
from portal.customers.thread import ReplyForm, ThreadPage
from portal.files.attached import take_files
from portal.files.limits import spend_files
from tickets.actions import add_comment


class ReplyPage(ThreadPage):
    """Takes the reply form of the ticket's page."""

    form: ReplyForm

    def enter(self, request: HttpRequest, kwargs: Mapping[str, Any]) -> None:
        """Read the form and count its files."""
        super().enter(request, kwargs)
        self.form = ReplyForm(request.POST, request.FILES)
        self.form.require()
        spend_files(request, self.form.cleaned_data["files"], workspace=self.workspace)

    def post(self, request: HttpRequest, workspace: str, reference: str) -> HttpResponse:
        """Add the message; on a solved ticket it also means that it is not."""
        sent = self.form.cleaned_data
        files = take_files(sent["files"], actor=self.actor)
        self.made = add_comment(self.ticket, actor=self.actor, body=sent["body"], files=files).pk
        messages.success(request, _("Your message is with us."))
        return HttpResponseRedirect(self.address("latest"), status=303)

    def done_before(self, request: HttpRequest, made: uuid.UUID, **kwargs: object) -> HttpResponse:
        """To the message."""
        return HttpResponseRedirect(self.address("latest"), status=303)

    def refused(self, request: HttpRequest, error: HelpdeskError, **kwargs: object) -> HttpResponse:
        """The page again with the message as it was written."""
        form = ReplyForm(request.POST, request.FILES)
        form.blame(error)
        return self.page(request, error, reply_form=form)
