"""The ticket's page as its door shows it, and as its forms bring it back when something was wrong with them."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from helpdesk.lib.errors import HelpdeskError
from portal.customers.conversation import conversation
from portal.customers.facts import facts_of
from portal.customers.forms import EmailField, PortalForm, TextField
from portal.customers.linked import LinkedPage
from portal.customers.page import ANY_LINK, COLLEAGUE, TRACKING_LINK
from portal.customers.words import Reader, state_of
from portal.files.attached import FilesField
from tickets.actions.rate_ticket import CHANGE_OF_MIND, MAX_COMMENT
from tickets.models import Feedback
from tickets.status import DONE

SCORES = {
    1: gettext_lazy("Very bad"),
    2: gettext_lazy("Bad"),
    3: gettext_lazy("So-so"),
    4: gettext_lazy("Good"),
    5: gettext_lazy("Very good"),
}


class ReplyForm(PortalForm):
    """What the customer writes."""

    body = TextField(label=gettext_lazy("Your message"), strip=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["files"] = FilesField()


class PersonForm(PortalForm):
    """Who is to get our answers in copy."""

    names = {"cc_emails": "person"}

    person = EmailField(label=gettext_lazy("E-mail address"))


class RatingForm(PortalForm):
    """How it was."""

    score = forms.TypedChoiceField(
        choices=list(SCORES.items()),
        coerce=int,
        label=gettext_lazy("How was our help?"),
        error_messages={
            "required": gettext_lazy("Choose one of the five faces."),
            "invalid_choice": gettext_lazy("Choose one of the five faces."),
        },
        widget=forms.RadioSelect,
    )
    comment = TextField(
        max_length=MAX_COMMENT,
        required=False,
        label=gettext_lazy("Would you like to say more?"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ThreadPage(LinkedPage):
    """Shows the ticket's page."""

    def page(self, request: HttpRequest, error: HelpdeskError | None = None, **sent: PortalForm) -> HttpResponse:
        """The page, with fresh forms except those that were sent and come back."""
        is_merged = self.ticket.merged_into_id is not None
        feedback = self.workspace.feedback.filter(ticket=self.ticket).first()
        context: dict[str, Any] = {
            "ticket": self.ticket,
            "link": self.link,
            "state": state_of(self.ticket, self.reader()),
            "facts": facts_of(self.ticket),
            "conversation": conversation(self.ticket, self.actor),
            "may_write": self.may_write() and not is_merged,
            "may_rate": self.link.purpose in ANY_LINK,
            "is_in_copy": self.is_in_copy(),
            "is_done": self.ticket.status in DONE and not is_merged,
            "feedback": feedback,
            "is_sealed": feedback is not None and timezone.now() - feedback.created_at > CHANGE_OF_MIND,
            "reply_form": ReplyForm(),
            "person_form": PersonForm(),
            "rating_form": RatingForm(initial=rating_so_far(request, feedback)),
        } | sent
        return self.refusal(request, "ticket", error, **context) if error else self.shown(request, "ticket", **context)

    def may_write(self) -> bool:
        """Whether the way in is the asker's own."""
        return self.link.purpose in TRACKING_LINK

    def is_in_copy(self) -> bool:
        """Whether the reader gets our answers without having asked; who holds a shared link is nobody we know."""
        return self.link.purpose in COLLEAGUE and self.actor.email in self.ticket.cc_emails

    def reader(self) -> Reader:
        """Whom the page speaks to."""
        is_asker = self.link.purpose in ANY_LINK
        return Reader(is_asker, self.may_write(), is_asker or self.is_in_copy())


def rating_so_far(request: HttpRequest, feedback: Feedback | None) -> dict[str, Any]:
    """What the form starts with: what was stored, and over it the face pressed in a mail. Showing stores nothing."""
    stored = {"score": feedback.score, "comment": feedback.comment} if feedback else {}
    pressed = pressed_score(request)
    return stored | ({"score": pressed} if pressed else {})


def pressed_score(request: HttpRequest) -> int | None:
    """The score in the address of a face, if it is one."""
    text = request.GET.get("score", "")
    return next((score for score in SCORES if text == str(score)), None)
