"""Be in copy on a colleague's request, or no more."""

from typing import ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from helpdesk.lib.errors import HelpdeskError
from portal.customers.thread import ThreadPage
from portal.redirect import SeeOther
from portal.said import translated
from tickets.actions.join_copies import join_copies
from tickets.actions.leave_copies import leave_copies


class JoinPage(ThreadPage):
    """*Send me a copy of the answers.*"""

    notice: ClassVar[str] = gettext_noop("From now on you get our answers in copy.")

    def post(self, request: HttpRequest, workspace: str, reference: str) -> HttpResponse:
        """Do it."""
        self.change()
        messages.success(request, _(self.notice))
        return SeeOther(self.address())

    def change(self) -> None:
        """Put the reader in copy."""
        join_copies(self.ticket, actor=self.actor)

    def refused(self, request: HttpRequest, error: HelpdeskError, **kwargs: object) -> HttpResponse:
        """The page again, with the reason above it."""
        messages.error(request, translated(error.message))
        return self.page(request, error)


class LeavePage(JoinPage):
    """*No copies any more.*"""

    notice = gettext_noop("You get no more copies.")

    def change(self) -> None:
        """Take the reader out of the copies."""
        leave_copies(self.ticket, actor=self.actor)
