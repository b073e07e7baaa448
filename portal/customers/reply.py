"""Answer on one's own ticket."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from helpdesk.lib.errors import HelpdeskError
from portal.customers.thread import ReplyForm, ThreadPage
from portal.files.attached import take_files
from tickets.actions import add_comment


class ReplyPage(ThreadPage):
    """Takes the reply form of the ticket's page."""

    def post(self, request: HttpRequest, workspace: str, reference: str) -> HttpResponse:
        """Add the message; on a solved ticket it also means that it is not."""
        form = ReplyForm(request.POST, request.FILES)
        form.require()
        files = take_files(form.cleaned_data["files"], actor=self.actor)
        self.made = add_comment(self.ticket, actor=self.actor, body=form.cleaned_data["body"], files=files).pk
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
